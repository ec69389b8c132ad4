import type { Entity, OwnView, View } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { EVERY } from '../data/list-ask.ts';
import { viewsQuery } from '../data/queries.ts';

/** A view of the app, or one that is kept beside it, with what the server knows of that. */
export type ShownView = View & { readonly kept?: OwnView };

/** The views of an entity: those of the app, then those kept for everybody, for a role or for oneself; and the one that an address names. */
export function useViews(entity: Entity, wanted: string | undefined) {
  const { data, isPending } = useQuery(viewsQuery(useApp().key));
  const kept = data?.views.filter((each) => each.entity === entity.key) ?? [];
  const views: ShownView[] = [...entity.views, ...kept.map((each) => ({ ...each.view, key: each.id, kept: each }))];
  const [first] = views;
  const every = wanted === EVERY && first ? { ...first, key: EVERY, filter: undefined } : first;
  const view: ShownView | undefined = views.find((each) => each.key === wanted) ?? every;
  return { views, view, isKnown: !isPending || view?.key === (wanted ?? view?.key) };
}
