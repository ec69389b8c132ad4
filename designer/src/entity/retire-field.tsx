import { type Entity, type Field, retireField, type Use, uses } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Draft } from '../state/draft.ts';

/** Retires a field after saying where it is used: which places let go of it, and which a person must change first. */
export function RetireField({ draft, entity, field, onRetired }: { draft: Draft; entity: Entity; field: Field; onRetired: () => void }) {
  const { t, say } = useText();
  const [asking, setAsking] = useState(false);
  const after = retireField(draft.app, entity.key, field.key);
  // A right on a field stays for the day the field is restored; it is in nobody's way.
  const used = (app: typeof after) => uses(app, entity.key, field.key).filter((use) => use.part !== 'grant');
  const left = used(after);
  const stay = new Set(left.map((use) => `${use.path} ${use.property}`));
  const leaves = used(draft.app).filter((use) => !stay.has(`${use.path} ${use.property}`));
  const places = (title: string, list: readonly Use[]) =>
    list.length > 0 && (
      <>
        <p>{title}</p>
        <ul className={look.bullets}>
          {[...Map.groupBy(list, (use) => use.path)].map(([path, [first, ...more]]) => (
            <li key={path}>
              {first && `${t(`part.${first.part}`)} ${t('publish.quoted', { name: first.names.map(say).join(' › ') })} · `}
              {[first, ...more].map((use) => use && t(`property.${use.property}`)).join(t('publish.comma'))}
            </li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t('design.retireField')}
      </Button>
      <Modal
        open={asking}
        title={t('design.retireTitle', { name: say(field.name) })}
        okText={t('design.retire')}
        okButtonProps={{ danger: true }}
        cancelText={t('action.cancel')}
        onCancel={() => setAsking(false)}
        onOk={() => {
          setAsking(false);
          draft.set(after);
          onRetired();
        }}
      >
        <p>{t('design.retireLead')}</p>
        {places(t('design.retireNeeded'), left)}
        {places(t('design.retireLeaves'), leaves)}
      </Modal>
    </>
  );
}
