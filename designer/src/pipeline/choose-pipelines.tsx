import { choosePipelines, classFieldOf, classFields, classPipelines, type Entity, pipelineByClass } from '@pipewright/definition';
import { ClassWays, look, useDesignText } from '@pipewright/ui';
import { Alert, Modal, Select } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { LeftOutList } from './left-out-list.tsx';
import { useOffered } from './use-offered.ts';

/** Gives each class of customers its pipeline by two questions: how these buy, and what is wanted of them. */
export function ChoosePipelinesDialog({
  open,
  draft,
  entity,
  onClose,
}: {
  open: boolean;
  draft: Draft;
  entity: Entity;
  onClose: () => void;
}) {
  const { t, say } = useDesignText();
  const offered = useOffered(open);
  const [named, setNamed] = useState<string>();
  const [choice, setChoice] = useState<Readonly<Record<string, string>>>({});
  const fields = classFields(draft.app, entity);
  const field = fields.find(({ key }) => key === named) ?? classFieldOf(draft.app, entity);
  const own = field ? classPipelines(entity, field.key) : [];
  // Those the app has already are not offered a second time.
  const has = new Set(entity.process?.pipelines.map(({ key }) => key));
  const others = offered.filter(({ pipeline }) => !has.has(pipeline.key));
  const chosen =
    field &&
    choosePipelines(
      draft.app,
      entity.key,
      field.key,
      choice,
      Object.fromEntries(others.map(({ key, pipeline }) => [key, pipeline])),
      draft.taken(`entities.${entity.key}.process.pipelines`),
    );
  const close = () => {
    setNamed(undefined);
    setChoice({});
    onClose();
  };
  const take = () => {
    if (chosen) draft.set(chosen.app);
    close();
  };
  return (
    <Modal
      open={open}
      title={t('design.chooseByQuestions')}
      okText={t('design.takeOver')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !chosen || Object.keys(choice).length === 0 }}
      onCancel={close}
      onOk={take}
      width={720}
      destroyOnHidden
    >
      {field && chosen ? (
        <>
          {fields.length > 1 && (
            <Property label={t('design.classField')} htmlFor="class_field">
              <Select
                id="class_field"
                className={look.wide}
                value={field.key}
                options={fields.map(({ key, name }) => ({ value: key, label: say(name) }))}
                onChange={(key) => {
                  setNamed(key);
                  setChoice({});
                }}
              />
            </Property>
          )}
          <ClassWays
            key={field.key}
            classes={(field.options ?? []).filter((option) => !option.retired)}
            pipelines={[...own, ...others.map(({ key, pipeline }) => ({ ...pipeline, key }))]}
            now={pipelineByClass(entity, field)}
            choice={choice}
            onChange={setChoice}
          />
          {chosen.gone.length > 0 && (
            <Alert
              type="warning"
              title={t('design.pipelinesGone', { pipelines: chosen.gone.map((name) => say(name)).join(t('publish.comma')) })}
            />
          )}
          <LeftOutList entity={entity} left={chosen.left} offered={others} />
        </>
      ) : (
        t('design.noClasses')
      )}
    </Modal>
  );
}
