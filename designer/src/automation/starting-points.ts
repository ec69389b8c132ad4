import {
  type App,
  type Automation,
  type Entity,
  fieldTypes,
  type Label,
  type Node,
  newNode,
  newTrigger,
  setTrigger,
  stagesOf,
  type Trigger,
  type TriggerOf,
} from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';

/** The ways to begin an automation that are offered ready-made, the likeliest first; `blank` is the plainest. */
export const STARTING_POINTS = ['ladder', 'reclaim', 'task', 'date', 'blank'] as const;
/** A way to begin an automation. */
export type StartingPoint = (typeof STARTING_POINTS)[number];

const NAMES: Readonly<Record<StartingPoint, Label>> = {
  ladder: { en: 'Reminders when nothing moves', 'zh-CN': '停滞分级提醒' },
  reclaim: { en: 'Back to the pool', 'zh-CN': '超期收回公海' },
  task: { en: 'Next task in a stage', 'zh-CN': '进入阶段建任务' },
  date: { en: 'Reminder before a date', 'zh-CN': '到期提前提醒' },
  blank: { en: 'New automation', 'zh-CN': '新建自动化' },
};

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const remind = (app: App, entity: Entity, key: string, to: 'owner' | 'manager', warns: boolean): Node => ({
  ...(newNode(app, entity, 'notify', key) as Node),
  ...{ to: to === 'owner' ? [{ kind: 'owner' }] : [{ kind: 'manager', up: 1 }] },
  ...(warns ? { warns } : {}),
});

/** What a ready-made automation does; undefined where the entity lacks what it needs. */
function made(app: App, entity: Entity, point: StartingPoint): Pick<Automation, 'on' | 'nodes'> | undefined {
  const first = remind(app, entity, 'step_1', 'owner', false);
  const since = newTrigger(app, entity, 'since', 'step_1') as TriggerOf<'since'> | undefined;
  switch (point) {
    case 'ladder':
      return (
        since && ladder(since, [first, remind(app, entity, 'step_2', 'manager', false)], [5, 10], ['Owner', 'Manager'], ['负责人', '主管'])
      );
    case 'reclaim': {
      const nodes = [remind(app, entity, 'step_1', 'owner', true), newNode(app, entity, 'reclaim', 'step_2') as Node];
      const made = since && ladder(since, nodes, [20, 30], ['Warning', 'Reclaim'], ['预警', '收回']);
      return made && { ...made, on: { ...made.on, levels: made.on.levels.map((level, i) => (i === 1 ? { ...level, waits: 3 } : level)) } };
    }
    case 'task': {
      const on = newTrigger(app, entity, 'entered', 'step_1');
      return on && { on, nodes: [task(app, entity) ?? first] };
    }
    case 'date': {
      const on = newTrigger(app, entity, 'date', 'step_1') as TriggerOf<'date'> | undefined;
      const close = entity.process?.closeDate;
      return on && { on: { ...on, ...(close ? { field: close } : {}) }, nodes: [first] };
    }
    case 'blank':
      return { on: { kind: 'created' }, nodes: [first] };
  }
}

function ladder(since: TriggerOf<'since'>, nodes: Node[], after: number[], en: string[], zh: string[]) {
  const levels = nodes.map(({ key }, i) => ({ key: `level_${i + 1}`, name: label(en[i] ?? '', zh[i] ?? ''), start: key }));
  const times = Object.fromEntries(levels.map(({ key }, i) => [key, after[i] ?? 1]));
  return { on: { ...since, levels, bands: since.bands.map((band) => ({ ...band, after: times })) }, nodes };
}

/** A step that makes a record which names this one, its required texts filled with a first wording; undefined where no entity refers to this one. */
function task(app: App, entity: Entity): Node | undefined {
  const node = newNode(app, entity, 'create', 'step_1');
  if (node?.kind !== 'create' || node.link === undefined) return undefined;
  const fields = app.entities.find(({ key }) => key === node.entity)?.fields ?? [];
  const asked = fields.filter(
    ({ key, required, retired, showIf, ...rest }) => required && !retired && !showIf && key !== node.link && rest.default === undefined,
  );
  const first = asked.map(
    (field) => [field.key, field.options?.find(({ retired }) => !retired)?.key ?? wording(field.type, entity)] as const,
  );
  return { ...node, values: Object.fromEntries(first.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))) };
}

/** A first value for a field that must be filled: a text tells what the record is called, a date lies a few days ahead. */
function wording(type: keyof typeof fieldTypes, { title }: Entity): Rule | undefined {
  const { names, value } = fieldTypes[type];
  if (names) return undefined;
  return value === 'text' ? { var: title } : value === 'date' ? { addDays: [{ var: 'today' }, 3] } : undefined;
}

/** A ready-made automation of an entity; undefined where the entity has no stages or no date and the starting point needs them. */
export function startingPoint(app: App, entity: Entity, point: StartingPoint, key: string): Automation | undefined {
  const what = made(app, entity, point);
  const [node] = what?.nodes ?? [];
  if (!what || !node) return undefined;
  const plain: Automation = {
    key,
    name: NAMES[point],
    entity: entity.key,
    on: { kind: 'created' } satisfies Trigger,
    start: node.key,
    nodes: what.nodes,
  };
  return setTrigger({ ...plain, on: what.on }, what.on);
}

/** The entities for which a starting point is something; those that move through stages first. */
export function entitiesFor(app: App, point: StartingPoint): Entity[] {
  const live = app.entities.filter((entity) => !entity.retired && startingPoint(app, entity, point, 'x'));
  return [...live.filter((entity) => stagesOf(entity).length > 0), ...live.filter((entity) => stagesOf(entity).length === 0)];
}

/** What a starting point is called. */
export const startingName = (point: StartingPoint): Label => NAMES[point];
