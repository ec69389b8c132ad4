import type { App, Automation, Entity, Node, Process } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import type { Rule } from '@pipewright/logic';
import { label } from '../automating.ts';
import type { Dice } from '../dice.ts';

/** A row as its table has it. */
export type Row = Readonly<Record<string, unknown>>;

/** A rule in two forms: as an app has it, and reckoned by hand over a row and the size of its firm. */
export interface Condition {
  readonly rule: Rule | undefined;
  readonly holds: (row: Row, size: string | null) => boolean;
}

/** An automation that a write may begin, with its condition in both forms. */
export interface Pulled {
  readonly automation: Automation;
  readonly holds: Condition['holds'];
}

/** What somebody does to a record, whichever way it is done. */
export type Meaning =
  | { readonly kind: 'create'; readonly entity: 'deal' | 'visit'; readonly values: Row; readonly stage?: string; readonly status?: string }
  | {
      readonly kind: 'change';
      readonly values: Row;
      readonly stage?: string | undefined;
      readonly status?: string | undefined;
      readonly pipeline?: string | undefined;
    }
  | { readonly kind: 'delete' }
  | { readonly kind: 'restore' };

const v = (name: string) => ({ var: name });
const amount = (row: Row) => (row.amount === null ? Number.NaN : Number(row.amount));

const CONDITIONS: readonly Condition[] = [
  { rule: undefined, holds: () => true },
  { rule: { '==': [v('kind'), 'a'] }, holds: ({ kind }) => kind === 'a' },
  { rule: { '>': [v('amount'), 100] }, holds: (row) => amount(row) > 100 },
  { rule: { '==': [v('status'), 'open'] }, holds: ({ status }) => status === 'open' },
  { rule: { in: [v('stage'), ['offer', 'tender']] }, holds: ({ stage }) => stage === 'offer' || stage === 'tender' },
  { rule: { '==': [v('owner'), null] }, holds: ({ owner }) => owner === null },
  { rule: { '==': [v('firm.size'), 'big'] }, holds: (_, size) => size === 'big' },
  { rule: { and: [{ '!=': [v('kind'), 'b'] }, { '<=': [v('amount'), 500] }] }, holds: (row) => row.kind !== 'b' && amount(row) <= 500 },
  { rule: { '!=': [v('note'), null] }, holds: ({ note }) => note !== null },
];

const KINDS = ['a', 'b', 'c'];
export const STAGES = { plain: ['start', 'offer', 'sign'], big: ['start', 'tender'] } as const;
const ALL_STAGES = ['start', 'offer', 'sign', 'tender'];
const STATUSES = ['open', 'won', 'lost', 'paused', 'future', 'void'] as const;
const FIELDS = ['kind', 'amount', 'note', 'firm', 'owner', 'stage', 'status', 'pipeline'];
const OPTIONS: Readonly<Record<string, readonly string[]>> = { kind: KINDS, stage: ALL_STAGES, status: STATUSES };

/** At least one of these. */
const few = <T>(dice: Dice, from: readonly T[], chance: number): T[] => {
  const some = dice.some(from, chance);
  return some.length > 0 ? some : [dice.pick(from)];
};

function trigger(dice: Dice): Automation['on'] {
  switch (dice.below(7)) {
    case 0:
      return { kind: 'created' };
    case 1:
      return { kind: 'deleted' };
    case 2:
      return { kind: 'entered', stages: dice.some(ALL_STAGES, 0.4) };
    case 3:
      return { kind: 'left', stages: dice.some(ALL_STAGES, 0.4) };
    case 4:
      return { kind: 'status', to: few(dice, STATUSES, 0.4) };
    case 5:
      return { kind: 'changed', fields: few(dice, FIELDS, 0.25) };
    default: {
      const field = dice.pick(Object.keys(OPTIONS));
      const values = OPTIONS[field] ?? [];
      const [from, to] = [dice.chance(0.6), dice.chance(0.6)];
      return {
        ...{ kind: 'changed', fields: [field] },
        ...(from || !to ? { from: few(dice, values, 0.4) } : {}),
        ...(to ? { to: few(dice, values, 0.4) } : {}),
      };
    }
  }
}

const tell: Node = { key: 'tell', kind: 'notify', to: [{ kind: 'owner' }], text: label('{name}'), next: { done: null } };

/** Automations of deals and visits that nothing follows from but a notice. */
export function randomPulled(dice: Dice, many: number): Pulled[] {
  return Array.from({ length: many }, (_, i) => {
    const visit = i % 10 === 9;
    const { rule, holds } = dice.pick(visit ? CONDITIONS.slice(0, 1) : CONDITIONS);
    const on = visit ? ({ kind: 'created' } as const) : trigger(dice);
    return {
      automation: {
        ...{ key: `pulled_${i}`, name: label(`Pulled ${i}`), entity: visit ? 'visit' : 'deal', on, start: 'tell', nodes: [tell] },
        ...(rule === undefined ? {} : { when: rule }),
        ...(dice.chance(0.1) ? { once: 'record' as const } : {}),
        ...(dice.chance(0.1) ? { off: true as const } : {}),
      },
      holds,
    };
  });
}

/** What an automation does to mean this; undefined where its steps cannot. `person` is the only one of the role `sales`. */
export function stepFor(meaning: Meaning, person: string): Node | undefined {
  const own = { key: 'do', next: { done: null } };
  if (meaning.kind === 'create') {
    const { entity, values, stage, status } = meaning;
    const { deal, ...given } = values as Record<string, never>;
    return stage || status ? undefined : { ...own, kind: 'create', entity, values: given, ...(entity === 'visit' ? { link: 'deal' } : {}) };
  }
  if (meaning.kind !== 'change' || meaning.pipeline) return undefined;
  const { values, stage, status } = meaning;
  const keys = Object.keys(values);
  if (keys.length === 0 && stage) return status ? undefined : { ...own, kind: 'move', stage };
  if (keys.length === 0 && status) return { ...own, kind: 'status', status: status as (typeof STATUSES)[number] };
  if (stage || status) return undefined;
  if (keys.join() === 'owner' && values.owner === null) return { ...own, kind: 'reclaim', text: label('Back') };
  if (keys.join() === 'owner' && values.owner === person)
    return { ...own, kind: 'assign', by: 'turn', teams: [{ key: 'all', when: null, role: 'sales' }] };
  return keys.includes('owner') ? undefined : { ...own, kind: 'set', values: values as Record<string, never> };
}

/** A button on the record that a meaning is about (a new deal is made from a firm) that does it. */
export function buttonFor(key: string, meaning: Meaning, person: string): Automation | undefined {
  const node = stepFor(meaning, person);
  if (!node) return undefined;
  const entity = meaning.kind === 'create' && meaning.entity === 'deal' ? 'firm' : 'deal';
  return { key, name: label(key), entity, on: { kind: 'button', label: label(key), roles: ['admin'] }, start: 'do', nodes: [node] };
}

/** Deals in two pipelines without criteria, so that what is meant goes through, and the automations. */
export function startsApp(automations: readonly Automation[]): App {
  const app = exampleWith(automations);
  const deal = (entity: Entity): Entity => ({
    ...entity,
    fields: [
      ...entity.fields
        .filter(({ key }) => ['name', 'firm', 'amount', 'due'].includes(key))
        .map(({ required: _, ...field }) => (field.key === 'name' ? { ...field, required: true } : field)),
      { key: 'kind', type: 'choice', name: label('Kind'), options: KINDS.map((key) => ({ key, name: label(key) })) },
      { key: 'note', type: 'text', name: label('Note') },
    ],
    form: [{ key: 'main', name: label('Main'), fields: ['name', 'firm', 'amount', 'due', 'kind', 'note'] }],
    constraints: [],
    process: {
      ...(entity.process as Process),
      pipelines: (['big', 'plain'] as const).map((key) => ({
        ...{ key, name: label(key), when: key === 'big' ? { '==': [v('kind'), 'c'] } : null },
        stages: STAGES[key].map((stage) => ({ key: stage, name: label(stage), probability: 10, color: 'blue', required: [], gates: [] })),
      })),
      lostRequires: [],
    },
  });
  const everything = { read: 'all', create: true, update: 'all', delete: 'all', claim: 'all', hidden: [], readonly: [] } as const;
  return {
    ...app,
    entities: app.entities.map((entity) => (entity.key === 'deal' ? deal(entity) : entity)),
    roles: app.roles.map((role) => (role.admin ? role : { ...role, grants: { deal: { ...everything, hidden: [], readonly: [] } } })),
  };
}

/** What may be meant next of a record that stands so. */
export function randomMeaning(dice: Dice, row: Row, people: readonly string[], firms: readonly string[]): Meaning {
  if (row.deleted_at !== null) return { kind: 'restore' };
  if (row.owner === null && dice.chance(0.4)) return { kind: 'change', values: { owner: people[0] } };
  const what = dice.below(20);
  const stages = STAGES[row.pipeline as keyof typeof STAGES] ?? STAGES.plain;
  if (what < 4) return { kind: 'change', values: {}, stage: dice.pick(stages) };
  if (what < 7) return { kind: 'change', values: {}, status: row.status === 'open' ? dice.pick(STATUSES) : 'open' };
  if (what === 7) return { kind: 'change', values: { note: dice.pick(['x', null]) }, stage: dice.pick(stages) };
  if (what < 11) return { kind: 'change', values: { owner: row.owner === null ? dice.pick(people) : dice.pick([...people, null, null]) } };
  if (what < 13) return { kind: 'delete' };
  if (what === 13) {
    const big = row.pipeline === 'big';
    return { kind: 'change', values: { kind: big ? 'a' : 'c' }, pipeline: big ? 'plain' : 'big' };
  }
  const values = {
    kind: row.pipeline === 'big' ? 'c' : dice.pick(['a', 'b', null]),
    amount: dice.pick(['50', '300', '900', null]),
    note: dice.pick(['x', 'y', null]),
    firm: dice.pick([...firms, null]),
  };
  return { kind: 'change', values: Object.fromEntries(few(dice, Object.entries(values), 0.35)) };
}
