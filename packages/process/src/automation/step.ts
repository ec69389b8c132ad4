import {
  type Automation,
  type Each,
  type Filled,
  fillAddress,
  followerOf,
  type HttpMethod,
  type Language,
  type Message,
  type NodeKind,
  type NodeOf,
  OTHERWISE,
  type Recipient,
  type StepOutcome,
  type Team,
  type Wait,
} from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import type { ReadyAutomation, ReadyNode } from './ready.ts';
import { jsonOf, plainText } from './request-text.ts';

/** The most steps of one run, so that one that comes round to itself ends all the same. */
export const MOST_STEPS = 1000;

/** A run as far as its steps are concerned. `node` is where it stands: null at its end. */
export interface RunState {
  readonly state: 'waiting' | 'done' | 'failed';
  readonly node: string | null;
  /** How many steps are behind it. */
  readonly seq: number;
}

/** What a run is told: to go on, with the record as it is now; or what came of its step, and by which of its ways it goes on where there are several. */
export type RunEvent =
  | { readonly kind: 'go'; readonly facts: Facts }
  | { readonly kind: 'came'; readonly outcome: StepOutcome | 'asleep'; readonly exit?: string | undefined };

type Values = Readonly<Record<string, Value>>;

/** What a step wants done, which whoever runs it does. */
export type Effect =
  | { readonly kind: 'notify'; readonly to: readonly Recipient[]; readonly text: Message; readonly warns: boolean }
  | { readonly kind: 'cc'; readonly to: readonly Recipient[]; readonly text: Message }
  | { readonly kind: 'set'; readonly of: string | undefined; readonly values: Values }
  | { readonly kind: 'create'; readonly entity: string; readonly link: string | undefined; readonly values: Values }
  | { readonly kind: 'assign'; readonly by: NodeOf<'assign'>['by']; readonly team: Team | null; readonly most: number | undefined }
  | { readonly kind: 'reclaim'; readonly text: Message }
  | { readonly kind: 'move'; readonly stage: string }
  | { readonly kind: 'status'; readonly status: NodeOf<'status'>['status']; readonly reason: string | undefined }
  | { readonly kind: 'post'; readonly channel: string; readonly text: Message; readonly language: Language | undefined }
  | { readonly kind: 'mail'; readonly to: readonly Recipient[]; readonly subject: Message; readonly text: Message }
  /** Nothing is to be done but to go on by this way. */
  | { readonly kind: 'branch'; readonly exit: string }
  /** `holds`: that what it waits for is so already. */
  | { readonly kind: 'wait'; readonly for: Wait; readonly holds: boolean }
  /** Others are to run, and are waited for. */
  | {
      readonly kind: 'call';
      readonly automation: string;
      readonly of: string | undefined;
      readonly each: Each | undefined;
      readonly catches: boolean;
    }
  | { readonly kind: 'parallel'; readonly ways: readonly SideStart[]; readonly catches: boolean }
  | { readonly kind: 'approve'; readonly ask: NodeOf<'approve'> }
  /** `fails`: that nothing follows where it fails. */
  | {
      readonly kind: 'http';
      readonly method: HttpMethod;
      readonly address: Filled;
      readonly headers: Readonly<Record<string, string>>;
      /** What is sent, as JSON. */
      readonly body: string | undefined;
      readonly answer: Readonly<Record<string, string>>;
      readonly fails: boolean;
    }
  | { readonly kind: 'end' };

/** A way that is gone beside others, and the step at which it begins. */
export interface SideStart {
  readonly key: string;
  readonly start: string;
}

/** Where a run has come to, and what is to be done for it before it goes on. */
export interface Stepped {
  readonly run: RunState;
  readonly effects: readonly Effect[];
}

/** A run at its beginning. */
export function begun({ start }: Automation, node: string = start): RunState {
  return { state: 'waiting', node, seq: 0 };
}

/**
 * What a run does next: told to go on, it says what its step wants done; told what came of that, it goes on to the next step or is at its end. A step that was refused ends the run as
 * failed, where it can be taken up again; one that is due no more, or whose record is there already, ends it as done. Pure: no clock, no ids, nothing is done here.
 */
export function step({ nodes }: ReadyAutomation, run: RunState, event: RunEvent): Stepped {
  const ready = run.state === 'waiting' && run.node !== null ? nodes.get(run.node) : undefined;
  // A run whose step was taken out of a later version has nothing left to do.
  if (!ready) return { run: run.state === 'waiting' ? { ...run, state: 'done', node: null } : run, effects: [] };
  if (event.kind === 'go') return { run, effects: [effectOf(ready, event.facts)] };
  const seq = run.seq + 1;
  if (event.outcome === 'refused') return { run: { ...run, state: 'failed', seq }, effects: [] };
  // Who has to wait longer stands where they stood.
  if (event.outcome === 'asleep' || event.outcome === 'begun') return { run, effects: [] };
  // What it began stays what it began, however often it looks at it again.
  if (event.outcome === 'failed') return { run: { ...run, state: 'failed' }, effects: [] };
  const next = event.outcome === 'overtaken' || event.outcome === 'there' ? null : followerOf(ready.node, event.exit);
  if (next !== null && seq >= MOST_STEPS) return { run: { ...run, state: 'failed', seq }, effects: [] };
  return { run: { state: next === null ? 'done' : 'waiting', node: next, seq }, effects: [] };
}

const EFFECTS: { readonly [Kind in NodeKind]: (node: NodeOf<Kind>, ready: ReadyNode, facts: Facts) => Effect } = {
  notify: ({ to, text, warns = false }) => ({ kind: 'notify', to, text, warns }),
  cc: ({ to, text }) => ({ kind: 'cc', to, text }),
  set: ({ of }, ready, facts) => ({ kind: 'set', of, values: worked(ready, facts) }),
  create: ({ entity, link }, ready, facts) => ({ kind: 'create', entity, link, values: worked(ready, facts) }),
  assign: ({ by, teams, most }, ready, facts) => ({
    kind: 'assign',
    by,
    team: teams[ready.whens.findIndex((holds) => holds(facts))] ?? null,
    most,
  }),
  reclaim: ({ text }) => ({ kind: 'reclaim', text }),
  move: ({ stage }) => ({ kind: 'move', stage }),
  status: ({ status, reason }) => ({ kind: 'status', status, reason }),
  post: ({ channel, text, language }) => ({ kind: 'post', channel, text, language }),
  mail: ({ to, subject, text }) => ({ kind: 'mail', to, subject, text }),
  branch: ({ cases }, { whens }, facts) => ({ kind: 'branch', exit: cases[whens.findIndex((holds) => holds(facts))]?.key ?? OTHERWISE }),
  wait: ({ for: waits }, { whens: [holds] }, facts) => ({ kind: 'wait', for: waits, holds: holds?.(facts) === true }),
  call: ({ automation, of, each, catches = false }) => ({ kind: 'call', automation, of, each, catches }),
  parallel: ({ ways, next, catches = false }) => ({
    ...{ kind: 'parallel', catches },
    ways: ways.flatMap(({ key }) => (typeof next[key] === 'string' ? [{ key, start: next[key] }] : [])),
  }),
  approve: (ask) => ({ kind: 'approve', ask }),
  http: ({ method, url, headers = {}, body, answer = {}, next }, ready, facts) => ({
    ...{ kind: 'http', method, headers, answer, fails: (next.failed ?? null) === null },
    address: fillAddress(url, (name) => plainText(facts[name])),
    body: body && jsonOf(ready.values, ready.figures, facts),
  }),
  end: () => ({ kind: 'end' }),
};

/** What a step wants done for a record with these facts. */
export function effectOf(ready: ReadyNode, facts: Facts): Effect {
  const make = EFFECTS[ready.node.kind] as (node: ReadyNode['node'], ready: ReadyNode, facts: Facts) => Effect;
  return make(ready.node, ready, facts);
}

function worked({ values }: ReadyNode, facts: Facts): Values {
  return Object.fromEntries([...values].map(([key, value]) => [key, value(facts)]));
}
