import type { Automation, Status } from '@pipewright/definition';
import { type Facts, sameValue } from '@pipewright/logic';
import type { ReadyAutomation } from './ready.ts';

/** What happened to a record, with all facts before and after it as rules see them; null where there was or is no record. */
export interface Happening {
  readonly kind: 'create' | 'update' | 'delete' | 'restore';
  readonly before: Facts | null;
  readonly after: Facts | null;
}

/** The kinds of triggers that a write pulls; the others wait for the clock, a press, a message or a call. */
const PULLED: Readonly<Record<Automation['on']['kind'], boolean>> = {
  created: true,
  changed: true,
  deleted: true,
  entered: true,
  left: true,
  status: true,
  since: false,
  date: false,
  schedule: false,
  webhook: false,
  called: false,
  button: false,
};

/** True for an automation that a write may begin. */
export function isPulled({ automation }: ReadyAutomation): boolean {
  return PULLED[automation.on.kind];
}

/**
 * The automations that a write begins, judged by nothing but what was and what is: the same for whichever way it was made. A restored record comes into
 * its stage again; a deleted one leaves it. The condition is asked of the record as it is afterwards, of a deleted one as it was.
 */
export function startsOf(automations: readonly ReadyAutomation[], happening: Happening): Automation[] {
  return automations.flatMap(({ automation, holds }) => {
    const facts = happening.after ?? happening.before;
    return facts && pulls(automation.on, happening) && holds(facts) ? [automation] : [];
  });
}

function pulls(on: Automation['on'], { kind, before, after }: Happening): boolean {
  const stood = kind === 'create' || kind === 'restore' ? null : (before?.stage ?? null);
  const stands = kind === 'delete' ? null : (after?.stage ?? null);
  const isIn = (stages: readonly string[], stage: unknown) => stage !== null && (stages.length === 0 || stages.includes(String(stage)));
  // The same stage of another pipeline is another stage.
  const moved = stood !== stands || (kind === 'update' && before?.pipeline !== after?.pipeline);
  switch (on.kind) {
    case 'created':
      return kind === 'create';
    case 'deleted':
      return kind === 'delete';
    case 'changed':
      return kind === 'update' && before !== null && after !== null && on.fields.some((key) => turned(on, key, before, after));
    case 'entered':
      return moved && isIn(on.stages, stands);
    case 'left':
      return moved && isIn(on.stages, stood);
    case 'status':
      return kind === 'update' && before?.status !== after?.status && on.to.includes(after?.status as Status);
    default:
      return false;
  }
}

function turned(on: Extract<Automation['on'], { kind: 'changed' }>, key: string, before: Facts, after: Facts): boolean {
  const [was, is] = [before[key] ?? null, after[key] ?? null];
  if (sameValue(was, is)) return false;
  return (!on.from || has(on.from, was)) && (!on.to || has(on.to, is));
}

const has = (keys: readonly string[], value: unknown) => [value].flat().some((each) => keys.includes(String(each)));
