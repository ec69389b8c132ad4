import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type App, type Entity, type Gate, ruleFields } from '@pipewright/definition';
import { ConditionBuilder, look, Panel, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import { keyFor } from '../state/key.ts';
import * as css from './pipeline.module.css';

/** The criteria of coming into a stage, or of leaving it. */
export interface Criteria {
  readonly required: readonly string[];
  readonly gates: readonly Gate[];
}

const NEW_GATE = { en: 'a condition is not met', 'zh-CN': '条件尚未满足' };

/** What must hold before a record may enter or leave a stage: fields that are filled in, and conditions with what is said when they do not hold. */
export function CriteriaEditor({
  which,
  app,
  entity,
  criteria,
  taken,
  onChange,
}: {
  which: 'entry' | 'exit';
  app: App;
  entity: Entity;
  criteria: Criteria;
  /** Keys that a new condition may not have. */
  taken: ReadonlySet<string>;
  onChange: (criteria: { required: string[]; gates: Gate[] }) => void;
}) {
  const { t, say } = useDesignText();
  const required = [...criteria.required];
  const gates = [...criteria.gates];
  const fields = entity.fields.filter((field) => !field.retired);
  const setGate = (index: number, patch: Partial<Gate>) =>
    onChange({ required, gates: gates.map((gate, i) => (i === index ? { ...gate, ...patch } : gate)) });
  const addGate = () => {
    const first = fields[0];
    if (!first) return;
    const key = keyFor({ en: 'gate', 'zh-CN': '' }, taken, () => '');
    onChange({ required, gates: [...gates, { key, rule: { and: [{ '!=': [{ var: first.key }, null] }] }, message: NEW_GATE }] });
  };
  return (
    <section aria-label={t(which === 'entry' ? 'design.criteriaEntry' : 'design.criteriaExit')}>
      <h3 className={look.subtitle}>{t(which === 'entry' ? 'design.criteriaEntry' : 'design.criteriaExit')}</h3>
      <p className={css.help}>{t(which === 'entry' ? 'design.criteriaEntryHelp' : 'design.criteriaExitHelp')}</p>
      <Property label={t('design.criteriaFields')} htmlFor={`${which}_required`}>
        <Select
          id={`${which}_required`}
          mode="multiple"
          className={look.wide}
          value={required}
          options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(keys) => onChange({ required: keys, gates })}
        />
      </Property>
      <Property label={t('design.criteriaGates')}>
        <Flex vertical gap={8}>
          {gates.map((gate, i) => (
            <Panel key={gate.key} size="small">
              <ConditionBuilder
                fields={ruleFields(app, entity)}
                rule={gate.rule}
                currency={app.currency}
                onChange={(rule) => rule !== undefined && setGate(i, { rule })}
              />
              <Property label={t('design.gateSays')} htmlFor={`${which}_gate_${gate.key}`}>
                <LabelInput id={`${which}_gate_${gate.key}`} value={gate.message} onChange={(message) => setGate(i, { message })} />
              </Property>
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                onClick={() => onChange({ required, gates: gates.filter((_, j) => j !== i) })}
              >
                {t('design.removeGate')}
              </Button>
            </Panel>
          ))}
          <Button icon={<PlusOutlined />} onClick={addGate}>
            {t('design.addGate')}
          </Button>
        </Flex>
      </Property>
    </section>
  );
}
