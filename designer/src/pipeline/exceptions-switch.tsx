import { type Entity, updateProcess } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Switch } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

/** Whether whoever is held up by what a way asks for may ask for an exception, and who grants it. */
export function ExceptionsSwitch({ draft, entity }: { draft: Draft; entity: Entity }) {
  const { t, say } = useDesignText();
  const { process } = entity;
  if (!process) return null;
  const set = (on: boolean) => draft.set(updateProcess(draft.app, entity.key, { exceptions: on || undefined }));
  const granting = draft.app.roles.filter(({ admin, grants }) => admin || grants[entity.key]?.may?.includes('except'));
  const names = granting.map(({ name }) => say(name)).join(t('publish.comma'));
  return (
    <Property label={t('design.exceptions')} htmlFor="process_exceptions" help={t('design.exceptionsHelp', { roles: names })}>
      <Switch id="process_exceptions" checked={process.exceptions === true} onChange={set} />
    </Property>
  );
}
