import type { Entity, Pipeline } from '@pipewright/definition';
import { useEffect } from 'react';
import { useApp } from '../data/app-context.ts';

/** The pipelines of a board in the order they are offered: first the one for everything that no other is for, which stands last among the rules. */
export function offered(pipelines: readonly Pipeline[]): Pipeline[] {
  return [...pipelines.slice(-1), ...pipelines.slice(0, -1)];
}

/** The first of the wanted pipelines that there is, else the first that is offered; undefined where there are none. */
export function onShow(pipelines: readonly Pipeline[], wanted: readonly (string | null | undefined)[]): Pipeline | undefined {
  const found = wanted.flatMap((key) => pipelines.find((each) => each.key === key) ?? []);
  return found[0] ?? offered(pipelines)[0];
}

/** The pipeline a board shows: that of the address, else the one this person last looked at here, else the one for everything. */
export function usePipeline(entity: Entity, addressed: string | undefined): Pipeline | undefined {
  const { me, key } = useApp();
  const place = `pipewright.pipeline.${me.user}.${key}.${entity.key}`;
  const pipelines = entity.process?.pipelines ?? [];
  const chosen = pipelines.find((each) => each.key === addressed)?.key;
  useEffect(() => {
    if (chosen) localStorage.setItem(place, chosen);
  }, [chosen, place]);
  return onShow(pipelines, [chosen, localStorage.getItem(place)]);
}
