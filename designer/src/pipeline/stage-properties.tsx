import { COLORS, type Entity, type Pipeline, type Stage, updateStage } from '@pipewright/definition';
import { Badge, look, useDesignText } from '@pipewright/ui';
import { Button, Flex, InputNumber, Select } from 'antd';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { CriteriaEditor } from './criteria-editor.tsx';
import { FactNames } from './fact-names.tsx';
import { GuideEditor } from './guide-editor.tsx';
import * as css from './pipeline.module.css';
import { StandardDays } from './standard-days.tsx';
import { WorkEditor } from './work-editor.tsx';

/** The properties of a stage: name, probability, colour, and what is done in it, and what must hold before a record enters and leaves it. */
export function StageProperties({ draft, entity, pipeline, stage }: { draft: Draft; entity: Entity; pipeline: Pipeline; stage: Stage }) {
  const { t, say } = useDesignText();
  const set = (patch: Partial<Omit<Stage, 'key'>>) => draft.set(updateStage(draft.app, entity.key, pipeline.key, stage.key, patch));
  const taken = (list: 'gates' | 'entryGates' | 'tasks') =>
    draft.taken(`entities.${entity.key}.process.pipelines.${pipeline.key}.stages.${stage.key}.${list}`);
  return (
    <>
      <Property label={t('design.name')} htmlFor="stage_name">
        <LabelInput id="stage_name" value={stage.name} onChange={(name) => set({ name })} />
      </Property>
      <Flex gap={12} wrap>
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
            className={css.color}
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
      <Property label={t('design.leadsTo')} htmlFor="stage_leads" help={t('design.leadsToHelp')}>
        <Select
          id="stage_leads"
          mode="multiple"
          allowClear
          className={look.wide}
          placeholder={t('design.leadsToAll')}
          value={[...(stage.leadsTo ?? [])]}
          options={pipeline.stages.flatMap(({ key, name }) => (key === stage.key ? [] : [{ value: key, label: say(name) }]))}
          onChange={(keys: string[]) => set({ leadsTo: keys.length > 0 ? keys : undefined })}
        />
      </Property>
      <StandardDays draft={draft} entity={entity} stage={stage} onChange={set} />
      <Property label={t('design.keyStep')} htmlFor="stage_key_step" help={t('design.keyStepHelp')}>
        {stage.keyStep ? (
          <>
            <LabelInput id="stage_key_step" value={stage.keyStep} onChange={(keyStep) => set({ keyStep })} />
            <Button type="link" size="small" onClick={() => set({ keyStep: undefined })}>
              {t('design.keyStepRemove')}
            </Button>
          </>
        ) : (
          <Button id="stage_key_step" size="small" onClick={() => set({ keyStep: { en: '', 'zh-CN': '' } })}>
            {t('design.keyStepAdd')}
          </Button>
        )}
      </Property>
      <Property label={t('design.buyerStep')} htmlFor="stage_buyer_step" help={t('design.buyerStepHelp')}>
        {stage.buyerStep ? (
          <>
            <LabelInput id="stage_buyer_step" value={stage.buyerStep} onChange={(buyerStep) => set({ buyerStep })} />
            <Button type="link" size="small" onClick={() => set({ buyerStep: undefined })}>
              {t('design.buyerStepRemove')}
            </Button>
          </>
        ) : (
          <Button id="stage_buyer_step" size="small" onClick={() => set({ buyerStep: { en: '', 'zh-CN': '' } })}>
            {t('design.buyerStepAdd')}
          </Button>
        )}
      </Property>
      <GuideEditor guide={stage.guide} onChange={(guide) => set({ guide })} />
      <WorkEditor app={draft.app} entity={entity} stage={stage} taken={taken('tasks')} onChange={set} />
      <FactNames
        id="stage_facts"
        label={t('design.facts')}
        help={t('design.factsHelp')}
        app={draft.app}
        entity={entity}
        names={stage.facts ?? []}
        onChange={(facts) => set({ facts })}
      />
      <CriteriaEditor
        which="entry"
        entity={entity}
        app={draft.app}
        criteria={{ required: stage.entryRequired ?? [], gates: stage.entryGates ?? [] }}
        taken={taken('entryGates')}
        onChange={({ required, gates }) =>
          set({ entryRequired: required.length > 0 ? required : undefined, entryGates: gates.length > 0 ? gates : undefined })
        }
      />
      <CriteriaEditor
        which="exit"
        entity={entity}
        app={draft.app}
        criteria={stage}
        taken={taken('gates')}
        onChange={({ required, gates }) => set({ required, gates })}
      />
    </>
  );
}
