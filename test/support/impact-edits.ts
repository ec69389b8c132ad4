import {
  type App,
  addField,
  addStage,
  editEntity,
  editPipeline,
  type Field,
  type Grant,
  moveStage,
  type Pipeline,
  type RowScope,
  removeStage,
  retireField,
  setFieldRight,
  setGrant,
  updateField,
  updateStage,
} from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const options = (...keys: string[]) => keys.map((key) => ({ key, name: label(key) }));

/** The example app with more kinds of fields, reasons, and roles of every scope. */
export function impactApp(): App {
  let app = exampleApp();
  const fields: Field[] = [
    { key: 'tags', type: 'choices', name: label('Tags'), options: options('red', 'green', 'blue') },
    { key: 'ready', type: 'boolean', name: label('Ready') },
    { key: 'hours', type: 'integer', name: label('Hours') },
    { key: 'seen_at', type: 'datetime', name: label('Seen') },
    { key: 'note', type: 'text', name: label('Note') },
    { key: 'parent', type: 'reference', name: label('Parent'), target: 'deal' },
  ];
  for (const field of fields) app = addField(app, 'deal', field);
  app = updateField(app, 'deal', 'reason', { options: options('price', 'time', 'rival') });
  const grant = (read: RowScope): Grant => ({ read, create: true, update: 'own', delete: 'none', hidden: [], readonly: [] });
  const role = (key: string, read: RowScope) => ({
    key,
    name: label(key),
    grants: { deal: { ...grant(read), readonly: ['note'] }, firm: grant('all') },
  });
  return {
    ...app,
    roles: [...app.roles, role('lead', 'below'), role('desk', 'department'), role('guest', { rule: { '>': [{ var: 'amount' }, 500] } })],
  };
}

type Pick = <T>(list: readonly T[]) => T;
type Edit = (app: App, pick: Pick, n: number) => App;

const processOf = (app: App) => app.entities.find((entity) => entity.key === 'deal')?.process;
const fieldsLike = (app: App) => (app.entities.find((entity) => entity.key === 'deal')?.fields ?? []).filter((field) => !field.retired);

const RULES: readonly Rule[] = [
  { '>': [{ var: 'amount' }, 300] },
  { '!=': [{ var: 'due' }, null] },
  { '==': [{ var: 'firm.size' }, 'big'] },
  { or: [{ '==': [{ var: 'ready' }, true] }, { '<': [{ var: 'hours' }, 20] }] },
  { in: ['red', { var: 'tags' }] },
  { '<=': [{ var: 'today' }, { var: 'due' }] },
  { and: [{ '==': [{ var: 'status' }, 'open'] }, { '>=': [{ var: 'cost' }, { var: 'amount' }] }] },
  { '!': [{ in: [{ var: 'reason' }, ['price', 'time']] }] },
  { '==': [{ var: 'stage' }, 'offer'] },
  { '<': [{ var: 'seen_at' }, '2026-06-01T00:00:00.000Z'] },
  { '==': [{ var: 'parent.ready' }, true] },
  { '==': [{ var: 'fresh' }, null] },
];
const WHENS: readonly Rule[] = [RULES[0], RULES[2], RULES[3], RULES[4], RULES[10]] as Rule[];
const SCOPES: readonly RowScope[] = [
  ...['none', 'own', 'department', 'below', 'all'],
  ...[RULES[0], { '==': [{ var: 'owner' }, { var: 'user.id' }] }, { in: [{ var: 'department' }, { var: 'user.departments' }] }].map(
    (rule) => ({ rule }),
  ),
] as RowScope[];

function somewhere(app: App, pick: Pick): { pipeline: Pipeline; stage: Pipeline['stages'][number] } | undefined {
  const process = processOf(app);
  if (!process) return undefined;
  const pipeline = pick(process.pipelines);
  return { pipeline, stage: pick(pipeline.stages) };
}

function atStage(change: (app: App, pipeline: string, stage: Pipeline['stages'][number], pick: Pick, n: number) => App): Edit {
  return (app, pick, n) => {
    const place = somewhere(app, pick);
    return place ? change(app, place.pipeline.key, place.stage, pick, n) : app;
  };
}

const setProcess = (app: App, patch: object) =>
  editEntity(app, 'deal', (entity) => (entity.process ? { ...entity, process: { ...entity.process, ...patch } } : entity));

/** Changes an admin could make, each with an effect on rows or people that must be foretold. */
export const EDITS: readonly Edit[] = [
  atStage((app, pipeline, stage) => removeStage(app, 'deal', pipeline, stage.key)),
  atStage((app, pipeline, stage) => removeStage(app, 'deal', pipeline, stage.key)),
  atStage((app, pipeline, stage, pick, n) =>
    updateStage(app, 'deal', pipeline, stage.key, {
      gates: [...stage.gates, { key: `g${n}`, rule: pick(RULES), message: label(`g${n}`) }],
    }),
  ),
  atStage((app, pipeline, stage, pick) =>
    updateStage(app, 'deal', pipeline, stage.key, { gates: stage.gates.map((gate) => ({ ...gate, rule: pick(RULES) })) }),
  ),
  atStage((app, pipeline, stage, pick, n) =>
    updateStage(app, 'deal', pipeline, stage.key, { entryGates: [{ key: `e${n}`, rule: pick(RULES), message: label(`e${n}`) }] }),
  ),
  atStage((app, pipeline, stage, pick) =>
    updateStage(app, 'deal', pipeline, stage.key, { required: [...new Set([...stage.required, pick(fieldsLike(app)).key])] }),
  ),
  atStage((app, pipeline, stage, pick) => updateStage(app, 'deal', pipeline, stage.key, { entryRequired: [pick(fieldsLike(app)).key] })),
  atStage((app, pipeline, _, pick) => moveStage(app, 'deal', pipeline, pick([0, 1, 2]), pick([0, 1, 2]))),
  atStage((app, pipeline, _, pick, n) =>
    addStage(
      app,
      'deal',
      pipeline,
      {
        ...{ key: `s${n}`, name: label(`s${n}`), probability: 33, color: 'red' },
        ...{ required: [pick(fieldsLike(app)).key], gates: [{ key: 'g', rule: pick(RULES), message: label('g') }] },
      },
      pick([0, 1]),
    ),
  ),
  (app) => setProcess(app, { pipelines: processOf(app)?.pipelines.slice(-1) }),
  (app, pick) => editPipeline(app, 'deal', 'big', (each) => ({ ...each, when: pick(WHENS) })),
  (app, pick, n) => {
    const pipelines = processOf(app)?.pipelines ?? [];
    const made = { ...(pipelines.at(-1) as Pipeline), key: `p${n}`, name: label(`p${n}`), when: pick(WHENS) };
    return setProcess(app, { pipelines: [made, ...pipelines] });
  },
  (app, pick) => setProcess(app, { wonRequires: [pick(fieldsLike(app)).key] }),
  (app, pick) => setProcess(app, { lostRequires: [pick(fieldsLike(app)).key, 'reason'] }),
  (app, pick) => updateField(app, 'deal', pick(fieldsLike(app)).key, { required: true }),
  (app, pick) => updateField(app, 'deal', pick(fieldsLike(app)).key, { required: true, showIf: pick(RULES.slice(0, 11)) }),
  (app, pick) => updateField(app, 'deal', pick(['name', 'note', 'hours']), { unique: true }),
  (app, pick) =>
    updateField(app, 'deal', 'reason', { options: options(...pick([['price'], ['time', 'rival'], ['price', 'rival', 'more']])) }),
  (app) =>
    updateField(app, 'deal', 'tags', { options: [...options('red', 'blue'), { key: 'green', name: label('green'), retired: true }] }),
  (app, pick) => updateField(app, 'deal', 'parent', { within: pick(['firm', undefined]) }),
  (app) => updateField(app, 'firm', 'size', { options: options('small') }),
  (app, pick) => retireField(app, 'deal', pick(['note', 'hours', 'cost', 'seen_at', 'tags'])),
  (app) =>
    editEntity(retireField(app, 'deal', 'note'), 'deal', (entity) => ({
      ...entity,
      fields: entity.fields.filter((field) => field.key !== 'note'),
    })),
  (app, pick, n) =>
    addField(app, 'deal', {
      key: `f${n}`,
      type: pick(['text', 'money', 'date', 'boolean'] as const),
      name: label(`f${n}`),
      required: true,
    }),
  (app) =>
    fieldsLike(app).some((field) => field.key === 'fresh')
      ? app
      : addField(app, 'deal', { key: 'fresh', type: 'text', name: label('fresh') }),
  (app, pick, n) =>
    editEntity(app, 'deal', (entity) => ({
      ...entity,
      constraints: [...entity.constraints, { key: `c${n}`, rule: pick(RULES), message: label(`c${n}`) }],
    })),
  (app, pick) =>
    editEntity(app, 'deal', (entity) => ({ ...entity, constraints: entity.constraints.map((each) => ({ ...each, rule: pick(RULES) })) })),
  (app) => editEntity(app, 'deal', (entity) => ({ ...entity, title: 'note' })),
  (app, pick) => setGrant(app, pick(['sales', 'lead', 'desk', 'guest']), 'deal', { read: pick(SCOPES) }),
  (app, pick) => setGrant(app, pick(['sales', 'lead', 'desk', 'guest']), 'deal', { update: pick(SCOPES), delete: pick(SCOPES) }),
  (app, pick) =>
    setGrant(app, pick(['lead', 'desk']), 'deal', { create: pick([true, false]), may: pick([[], ['void'], ['pause', 'reopen']]) }),
  (app, pick) => setFieldRight(app, pick(['sales', 'lead', 'desk']), 'deal', pick(fieldsLike(app)).key, pick(['hidden', 'read', 'write'])),
  (app) => ({ ...app, roles: app.roles.filter((role) => role.key !== 'desk') }),
  (app) => ({ ...app, roles: app.roles.map((role) => (role.key === 'lead' ? { ...role, admin: true } : role)) }),
  (app, pick) => setFieldRight(app, 'sales', 'deal', 'cost', pick(['read', 'write'] as const)),
  (app) => setFieldRight(app, 'lead', 'deal', 'note', 'write'),
  (app) => {
    // Without a process nothing may name its fields.
    const free = (rule: Rule | undefined) => !/"(status|stage|pipeline)"/.test(JSON.stringify(rule ?? null));
    return editEntity(app, 'deal', ({ process: _, ...entity }) => ({
      ...entity,
      constraints: entity.constraints.filter((each) => free(each.rule)),
      fields: entity.fields.map((field) => (free(field.showIf) ? field : { ...field, showIf: undefined })),
    }));
  },
  (app) => ({ ...editEntity(app, 'deal', (entity) => ({ ...entity, retired: true })), reports: [], dashboards: [] }),
];
