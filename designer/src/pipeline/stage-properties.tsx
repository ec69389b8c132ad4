import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { COLORS, type Entity, fieldsOf, type Gate, type Pipeline, type Stage, updateStage } from '@pipewright/definition';
import { Badge, FilterBuilder, useText } from '@pipewright/ui';
import { Button, Card, Flex, InputNumber, Select } from 'antd';
import { LabelInput } from '../shell/label-input.tsx';
import { Property } from '../shell/property.tsx';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';

const NEW_GATE = { en: 'a condition is not met', 'zh-CN': '条件尚未满足' };

/** The properties of a stage: name, probability, colour, what must be filled in, and the conditions for leaving it. */
export function StageProperties({ draft, entity, pipeline, stage }: { draft: Draft; entity: Entity; pipeline: Pipeline; stage: Stage }) {
  const { t, say } = useText();
  const set = (patch: Partial<Omit<Stage, 'key'>>) => draft.set(updateStage(draft.app, entity.key, pipeline.key, stage.key, patch));
  const setGate = (index: number, patch: Partial<Gate>) =>
    set({ gates: stage.gates.map((gate, i) => (i === index ? { ...gate, ...patch } : gate)) });
  const fields = entity.fields.filter((field) => !field.retired);
  const addGate = () => {
    const first = fields[0];
    if (!first) return;
    const taken = draft.taken(`entities.${entity.key}.process.pipelines.${pipeline.key}.stages.${stage.key}.gates`);
    const key = keyFor({ en: 'gate', 'zh-CN': '' }, taken, () => '');
    set({ gates: [...stage.gates, { key, rule: { and: [{ '!=': [{ var: first.key }, null] }] }, message: NEW_GATE }] });
  };
  return (
    <>
      <Property label={t('design.name')} htmlFor="stage_name">
        <LabelInput id="stage_name" value={stage.name} onChange={(name) => set({ name })} />
      </Property>
      <Flex gap={12}>
        <Property label={t('design.probability')} htmlFor="stage_probability">
          <InputNumber
            id="stage_probability"
            min={0}
            max={100}
            precision={0}
            suffix="%"
            value={stage.probability}
            onChange={(value) => set({ probability: value ?? 0 })}
          />
        </Property>
        <Property label={t('design.color')} htmlFor="stage_color">
          <Select
            id="stage_color"
            style={{ width: 120 }}
            value={stage.color}
            onChange={(color) => set({ color })}
            options={COLORS.map((value) => ({ value, label: <Badge color={value}>{t(`color.${value}`)}</Badge> }))}
          />
        </Property>
        <Property label={t('design.standardDays')} htmlFor="stage_days">
          <InputNumber
            id="stage_days"
            min={1}
            max={1000}
            precision={0}
            value={stage.standardDays ?? null}
            onChange={(value) => set({ standardDays: value ?? undefined })}
          />
        </Property>
      </Flex>
      <Property label={t('design.stageRequired')} htmlFor="stage_required" help={t('design.stageRequiredHelp')}>
        <Select
          id="stage_required"
          mode="multiple"
          style={{ width: '100%' }}
          value={[...stage.required]}
          options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(required) => set({ required })}
        />
      </Property>
      <Property label={t('design.gates')}>
        <Flex vertical gap={8}>
          {stage.gates.map((gate, i) => (
            <Card key={gate.key} size="small">
              <FilterBuilder
                fields={fieldsOf(entity)}
                rule={gate.rule}
                currency={draft.app.currency}
                onChange={(rule) =>
                  set({ gates: rule === undefined ? stage.gates : stage.gates.map((each, j) => (i === j ? { ...each, rule } : each)) })
                }
              />
              <Property label={t('design.gateSays')} htmlFor={`gate_${gate.key}`}>
                <LabelInput id={`gate_${gate.key}`} value={gate.message} onChange={(message) => setGate(i, { message })} />
              </Property>
              <Button type="text" danger icon={<DeleteOutlined />} onClick={() => set({ gates: stage.gates.filter((_, j) => j !== i) })}>
                {t('design.removeGate')}
              </Button>
            </Card>
          ))}
          <Button icon={<PlusOutlined />} onClick={addGate}>
            {t('design.addGate')}
          </Button>
        </Flex>
      </Property>
    </>
  );
}
