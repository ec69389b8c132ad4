import { addPipeline, type Entity, fitPipeline, isChoice, keyIn, type Label, type Pipeline } from '@pipewright/definition';
import { look, StageRow, useDesignText } from '@pipewright/ui';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import { usePinyin } from '../state/pinyin.ts';
import { FIRST_STAGE } from './first-stage.ts';
import { LeftOutList } from './left-out-list.tsx';
import * as css from './pipeline.module.css';
import { useOffered } from './use-offered.ts';

const NOTHING: Label = { en: '', 'zh-CN': '' };
const EMPTY = '';

/** Adds a pipeline: an empty one, or one of those that are offered, as far as the entity has a place for what it asks. */
export function NewPipelineDialog({
  open,
  draft,
  entity,
  onClose,
  onMade,
}: {
  open: boolean;
  draft: Draft;
  entity: Entity;
  onClose: () => void;
  onMade: (key: string) => void;
}) {
  const { t, say } = useDesignText();
  const romanise = usePinyin();
  const offered = useOffered(open);
  const [from, setFrom] = useState(EMPTY);
  const [typed, setTyped] = useState<Label>();
  const chosen = offered.find(({ key }) => key === from);
  const fitted = chosen && fitPipeline(draft.app, entity, chosen.pipeline);
  const name = typed ?? chosen?.pipeline.name ?? NOTHING;
  const taken = draft.taken(`entities.${entity.key}.process.pipelines`);
  const close = () => {
    setFrom(EMPTY);
    setTyped(undefined);
    onClose();
  };
  const make = () => {
    const key = chosen ? keyIn(taken, chosen.pipeline.key) : keyFor(name, taken, romanise);
    const made: Omit<Pipeline, 'key' | 'name' | 'when'> = fitted?.pipeline ?? { stages: [FIRST_STAGE] };
    draft.set(addPipeline(draft.app, entity.key, { ...made, key, name, when: firstRule(entity, fitted?.pipeline.when ?? null) }));
    onMade(key);
    close();
  };
  return (
    <Modal
      open={open}
      title={t('design.addPipeline')}
      okText={t('action.add')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: name.en === '' || name['zh-CN'] === '' }}
      onCancel={close}
      onOk={make}
      width={640}
      destroyOnHidden
    >
      {offered.length > 0 && (
        <Property label={t('design.addPipelineFrom')}>
          <Radio.Group className={css.offers as string} value={from} onChange={(event) => setFrom(String(event.target.value))}>
            <Radio value={EMPTY}>{t('design.addPipelineEmpty')}</Radio>
            {offered.map(({ key, from: template, description, pipeline }) => (
              <Radio key={key} value={key}>
                <span className={look.strong}>{say(pipeline.name)}</span>{' '}
                <span className={look.quiet}>{description ? say(description) : t('design.pipelineFrom', { template: say(template) })}</span>
                <StageRow pipeline={pipeline} />
              </Radio>
            ))}
          </Radio.Group>
        </Property>
      )}
      <Property label={t('design.name')} htmlFor="part_name">
        <LabelInput id="part_name" value={name} onChange={setTyped} />
      </Property>
      <LeftOutList entity={entity} left={fitted?.left ?? []} offered={chosen ? [chosen] : []} />
    </Modal>
  );
}

/** What chooses a new pipeline until somebody says so: its own rule where no other pipeline has that, else the first option of a choice. */
function firstRule(entity: Entity, own: Pipeline['when']): Pipeline['when'] {
  const same = (when: Pipeline['when']) => JSON.stringify(when) === JSON.stringify(own);
  if (own !== null && !entity.process?.pipelines.some(({ when }) => same(when))) return own;
  const chooser = entity.fields.find((field) => !field.retired && isChoice(field));
  return { '==': [{ var: chooser?.key ?? entity.title }, chooser?.options?.[0]?.key ?? ''] };
}
