import { type Entity, mostOpenFor } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useApp } from '../data/app-context.ts';

/** Says above the pool, before anybody presses, how many one may hold and for how long what was taken back is not taken again. */
export function PoolRules({ entity }: { entity: Entity }) {
  const { role } = useApp();
  const { t } = useText();
  const most = mostOpenFor(role, entity);
  const days = entity.process?.coolDown;
  if (most === undefined && days === undefined) return null;
  return (
    <p className={look.lead}>
      {most !== undefined && t('pool.most', { count: most })} {days !== undefined && t('pool.coolDown', { count: days })}
    </p>
  );
}
