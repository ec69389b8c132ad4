import { type Entity, type Field, retireField } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Button } from 'antd';
import type { Draft } from '../state/draft.ts';
import { useRemoval } from '../uses/use-removal.tsx';

/** Retires a field after saying where it is used. */
export function RetireField({ draft, entity, field, onRetired }: { draft: Draft; entity: Entity; field: Field; onRetired: () => void }) {
  const { t, say } = useText();
  const { ask, dialog } = useRemoval(draft);
  const removal = {
    path: `entities.${entity.key}.fields.${field.key}`,
    name: say(field.name),
    lead: t('design.retireLead'),
    remove: (app: Draft['app']) => retireField(app, entity.key, field.key),
    always: true,
    onDone: onRetired,
  };
  return (
    <>
      <Button danger onClick={() => ask(removal)}>
        {t('design.retireField')}
      </Button>
      {dialog}
    </>
  );
}
