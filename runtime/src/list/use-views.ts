import type { Entity, OwnView, View } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { EVERY, POOL } from '../data/list-ask.ts';
import { viewsQuery } from '../data/queries.ts';
import { hasPool } from '../data/reach.ts';

/** A view of the app, or one that is kept beside it, with what the server knows of that. */
export type ShownView = View & { readonly kept?: OwnView };

const IN_POOL: Rule = { and: [{ '==': [{ var: 'owner' }, null] }, { '==': [{ var: 'status' }, 'open'] }] };

/** The views of an entity: those of the app, then those kept for everybody, for a role or for oneself; and the one that an address names. */
export function useViews(entity: Entity, wanted: string | undefined) {
  const inApp = useApp();
  const { data, isPending } = useQuery(viewsQuery(inApp.key));
  const kept = data?.views.filter((each) => each.entity === entity.key) ?? [];
  const views: ShownView[] = [...entity.views, ...kept.map((each) => ({ ...each.view, key: each.id, kept: each }))];
  const [first] = views;
  const every = wanted === EVERY && first ? { ...first, key: EVERY, filter: undefined } : first;
  const pooled = wanted === POOL && first && hasPool(inApp, entity) ? { ...first, key: POOL, filter: IN_POOL, group: undefined } : every;
  const view: ShownView | undefined = views.find((each) => each.key === wanted) ?? pooled;
  return { views, view, isKnown: !isPending || view?.key === (wanted ?? view?.key) };
}
