import { type Automation, surroundings } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { factsFor, farFacts, type Happening, startsOf } from '@pipewright/process';
import type { Beginning, Row } from '@pipewright/sql';
import type { SaveGround, Verdict } from './change.ts';
import type { Known } from './mentions.ts';

/** How many automations may begin each other, one after another. */
export const MOST_LINKS = 8;

/** All facts of a record with these values, as rules see them. */
export function recordFacts({ ready: { prepared }, view }: SaveGround, values: Facts | Row, known: Known): Facts {
  return factsFor(
    values,
    farFacts(prepared.far, values, (field, id) => known.get(field)?.get(id)?.facts),
    surroundings(view.principal),
  );
}

/** The automations that a change of one record begins; none where the past is brought in, or records are only labelled anew. */
export function begins({ ready: { prepared }, past, relabels }: SaveGround, happening: Happening): readonly Automation[] {
  return past || relabels ? [] : startsOf(prepared.pulled, happening);
}

/**
 * The runs that changes begin, in the form in which the writing statement takes them; undefined where there are none. A change that automations made begins others up to a number of
 * links; the one beyond is kept as a run that was stopped, with the chain of those before it.
 */
export function beginnings({ actor, newId, view, within }: SaveGround, verdicts: readonly Verdict[]): readonly Beginning[] | undefined {
  const chain = within?.chain ?? [];
  const stopped = chain.length >= MOST_LINKS;
  const runs = verdicts.flatMap(({ row, entries, starts }) =>
    (starts ?? []).map((automation): Beginning => {
      const id = newId();
      return {
        ...{ id, record: row.id, automation: automation.key, node: automation.start, depth: chain.length, off: automation.off ?? false },
        episode: automation.once ? row.id : `${row.id} ${entries.at(-1)?.version}`,
        starter: actor.kind === 'person' ? actor.id : (within?.starter ?? null),
        ...{ root: within?.root ?? id, chain: [...chain, automation.key], at: view.principal.now },
        ...(stopped ? { state: 'stopped' as const, failure: { code: 'run.loop' } } : { state: 'waiting' as const, failure: null }),
      };
    }),
  );
  return runs.length > 0 ? runs : undefined;
}
