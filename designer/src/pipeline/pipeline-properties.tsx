import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import {
  type App,
  type Entity,
  editPipeline,
  movePipeline,
  type Pipeline,
  type ProcessPatch,
  removePipeline,
  ruleFields,
  updateProcess,
} from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { useRemoval } from '../uses/use-removal.tsx';
import { ChanceSettings } from './chance-settings.tsx';
import { ExceptionsSwitch } from './exceptions-switch.tsx';
import { FactNames } from './fact-names.tsx';
import { LostAsks } from './lost-asks.tsx';
import { NextTaskSetting } from './next-task-setting.tsx';
import { PoolLimits } from './pool-limits.tsx';
import { ProcessFields } from './process-fields.tsx';
import { StatusReasons } from './status-reasons.tsx';
import { WonValues } from './won-values.tsx';

/** The properties of a pipeline: its name, when and in which order it is chosen, and what all pipelines of the entity share about ends and pauses. */
export function PipelineProperties({ draft, entity, pipeline, base }: { draft: Draft; entity: Entity; pipeline: Pipeline; base: App }) {
  const { t, say } = useDesignText();
  const { ask, dialog } = useRemoval(draft);
  const pipelines = entity.process?.pipelines ?? [];
  const at = pipelines.indexOf(pipeline);
  const last = pipelines.length - 1;
  const name = { pipeline: say(pipeline.name) };
  const edit = (patch: Partial<Pipeline>) =>
    draft.set(editPipeline(draft.app, entity.key, pipeline.key, (each) => ({ ...each, ...patch })));
  const setShared = (patch: ProcessPatch) => draft.set(updateProcess(draft.app, entity.key, patch));
  return (
    <>
      <p>{t('design.chooseStage')}</p>
      <Property label={t('design.name')} htmlFor="pipeline_name">
        <LabelInput id="pipeline_name" value={pipeline.name} onChange={(next) => edit({ name: next })} />
      </Property>
      <Property label={t('design.pipelineWhen')} help={t('design.pipelineOrder')}>
        {at === last ? (
          t('design.pipelineDefault')
        ) : (
          <>
            <ConditionBuilder
              fields={ruleFields(draft.app, entity)}
              // A pipeline that is never chosen has no condition yet.
              rule={pipeline.when || undefined}
              currency={draft.app.currency}
              onChange={(when) => edit({ when: when ?? false })}
            />
            <Flex gap={8} wrap className={look.after}>
              <Button
                icon={<ArrowUpOutlined />}
                aria-label={t('design.pipelineUp', name)}
                disabled={at === 0}
                onClick={() => draft.set(movePipeline(draft.app, entity.key, at, at - 1))}
              >
                {t('design.pipelineUpShort')}
              </Button>
              <Button
                icon={<ArrowDownOutlined />}
                aria-label={t('design.pipelineDown', name)}
                disabled={at >= last - 1}
                onClick={() => draft.set(movePipeline(draft.app, entity.key, at, at + 1))}
              >
                {t('design.pipelineDownShort')}
              </Button>
              <Button
                danger
                icon={<DeleteOutlined />}
                onClick={() =>
                  ask({
                    path: `entities.${entity.key}.process.pipelines.${pipeline.key}`,
                    name: say(pipeline.name),
                    remove: (app) => removePipeline(app, entity.key, pipeline.key),
                  })
                }
              >
                {t('design.pipelineRemove')}
              </Button>
            </Flex>
          </>
        )}
      </Property>
      <WonValues draft={draft} entity={entity} pipeline={pipeline} />
      {(['wonRequires', 'lostRequires'] as const).map((which) => (
        <Property key={which} label={t(`design.${which}`)} htmlFor={`design_${which}`}>
          <Select
            id={`design_${which}`}
            mode="multiple"
            className={look.wide}
            value={[...(entity.process?.[which] ?? [])]}
            options={entity.fields.filter((field) => !field.retired).map((field) => ({ value: field.key, label: say(field.name) }))}
            onChange={(keys) => setShared({ [which]: keys })}
          />
        </Property>
      ))}
      <FactNames
        id="process_buying"
        label={t('design.buying')}
        help={t('design.buyingHelp')}
        app={draft.app}
        entity={entity}
        names={entity.process?.buying ?? []}
        onChange={(buying) => setShared({ buying })}
      />
      <LostAsks draft={draft} entity={entity} />
      <ProcessFields draft={draft} entity={entity} />
      <ExceptionsSwitch draft={draft} entity={entity} />
      <NextTaskSetting draft={draft} entity={entity} />
      <PoolLimits draft={draft} entity={entity} />
      <ChanceSettings draft={draft} entity={entity} />
      <StatusReasons draft={draft} entity={entity} base={base} />
      {dialog}
    </>
  );
}
