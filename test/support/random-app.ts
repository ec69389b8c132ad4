import {
  type App,
  askVocabularyOf,
  type Entity,
  type Field,
  type FieldType,
  fieldAt,
  fieldsOf,
  fieldTypes,
  type Grant,
  type Label,
  type Measure,
  type Pipeline,
  type Report,
  RIGHTS,
  type Role,
  type RowScope,
  SCOPES,
  type Stage,
  systemFields,
  validate,
  vocabularyOf,
} from '@pipewright/definition';
import type { Rule, Vocabulary } from '@pipewright/logic';

/** Keys that mean something elsewhere: operators, options, fields of other entities, words of the document's own shape. */
const COMMON = ['lost', 'big', 'var', 'and', 'in', 'size', 'grade', 'amount', 'name', 'fields', 'key', 'rule', 'won', 'paused', 'text'];
const TYPES: readonly FieldType[] = [
  ...(['text', 'text', 'money', 'integer', 'choice', 'choice', 'choices', 'date', 'datetime', 'boolean'] as const),
  ...(['reference', 'reference', 'person', 'department', 'auto_number', 'long_text', 'email', 'percent', 'phone'] as const),
];

/** A random but publishable app: the same for the same seed. Its texts and many of its keys occur once in the whole document. */
export function randomApp(seed: number): App {
  const app = new Maker(seed).app();
  // Random criteria may contradict each other, which no publish lets pass.
  return validate(app).some(({ code }) => code.includes('unreachable')) ? randomApp(seed + 1_000_003) : app;
}

class Maker {
  private state: number;
  private count = 0;
  constructor(seed: number) {
    this.state = seed | 0;
  }

  app(): App {
    const keys = this.keys(1 + this.below(4));
    const retired = new Set(keys.slice(1).filter(() => this.chance(0.1)));
    const alive = keys.filter((key) => !retired.has(key));
    const bare = keys.map((key) => ({ ...this.entity(key, alive), ...(retired.has(key) ? { retired: true as const } : {}) }));
    const app: App = {
      ...{ formatVersion: 2, name: this.label(), description: this.label(), currency: 'CNY', timeZone: 'Asia/Shanghai' },
      ...{ entities: bare, roles: [], reports: [], dashboards: [] },
    };
    const entities = bare.map((entity) => this.ruled(app, entity));
    const ruled = { ...app, entities };
    const reports = this.some(6, () => this.report(ruled)).flatMap((report) => report ?? []);
    const tile = () => ({ report: this.pick(reports)?.key ?? '', width: 12 });
    const dashboards = reports.length > 0 ? this.some(3, () => ({ key: this.token(), name: this.label(), tiles: this.some(3, tile) })) : [];
    const admin: Role = { key: 'admin', name: this.label(), admin: true, grants: {} };
    const roles = [admin, ...this.some(4, () => this.role(ruled))];
    return repaired({ ...ruled, reports, dashboards, roles });
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  private below = (most: number) => Math.floor(this.next() * most);
  private chance = (likely: number) => this.next() < likely;
  private some = <T>(most: number, make: () => T): T[] => Array.from({ length: this.below(most + 1) }, make);
  private pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }
  private part = <T>(list: readonly T[], likely = 0.4) => list.filter(() => this.chance(likely));
  private token(): string {
    this.count += 1;
    return `zq${this.count}q`;
  }
  private label(): Label {
    this.count += 1;
    return { en: `Text${this.count}t`, 'zh-CN': `文${this.count}字` };
  }
  private keys(count: number): string[] {
    const found = new Set<string>();
    while (found.size < count) found.add(this.chance(0.5) ? this.token() : (this.pick(COMMON) as string));
    return [...found];
  }

  private entity(key: string, targets: readonly string[]): Entity {
    const [title = 'name', ...more] = this.keys(2 + this.below(7));
    const named: Field = { key: title, type: this.chance(0.2) ? 'auto_number' : 'text', name: this.label(), required: true };
    const fields = [named, ...more.map((each) => this.field(each, targets))];
    return {
      ...{ key, name: this.label(), plural: this.label(), title, fields },
      form: [],
      views: [],
      constraints: [],
      ...(this.chance(0.6) ? { process: { pipelines: this.pipelines(), wonRequires: [], lostRequires: [] } } : {}),
    };
  }

  private field(key: string, targets: readonly string[]): Field {
    const type = this.pick(TYPES) as FieldType;
    const options = () => this.keys(1 + this.below(3)).map((each) => ({ key: each, name: this.label() }));
    return {
      ...{ key, type, name: this.label() },
      ...(this.chance(0.3) ? { help: this.label() } : {}),
      ...(this.chance(0.3) ? { required: true } : {}),
      ...(this.chance(0.1) ? { retired: true as const } : {}),
      ...(type === 'choice' || type === 'choices' ? { options: options() } : {}),
      ...(type === 'reference' ? { target: this.pick(targets) as string } : {}),
    } as Field;
  }

  private pipelines(): Pipeline[] {
    const stage = (key: string): Stage => ({
      key,
      name: this.label(),
      probability: 1 + this.below(99),
      color: 'blue',
      required: [],
      gates: [],
    });
    return this.keys(1 + this.below(3)).map((key) => ({
      ...{ key, name: this.label(), when: null },
      stages: this.keys(1 + this.below(3)).map(stage),
    }));
  }

  /** The entity with everything that names fields. */
  private ruled(app: App, entity: Entity): Entity {
    const scope = vocabularyOf(app, entity);
    const own = entity.fields.flatMap((field) => (field.retired ? [] : [field.key]));
    const all = fieldsOf(entity).map((field) => field.key);
    const sortable = fieldsOf(entity).flatMap((field) => (field.type === 'choices' ? [] : [field.key]));
    const rule = () => this.rule(scope);
    const gate = () => ({ key: this.token(), rule: rule(), message: this.label() });
    const view = () => ({
      ...{ key: this.token(), name: this.label(), columns: [...new Set([this.pick(all) as string, ...this.part(all, 0.2)])] },
      ...(this.chance(0.5) ? { filter: this.rule(askVocabularyOf(app, entity)) } : {}),
      ...(this.chance(0.5) ? { sort: [this.pick(sortable), `-${this.pick(sortable)}`].join() } : {}),
    });
    const { process } = entity;
    const last = (process?.pipelines.length ?? 0) - 1;
    return {
      ...entity,
      ...(this.chance(0.5) ? { subtitle: this.pick(all) as string } : {}),
      fields: entity.fields.map((field) => (this.chance(0.3) ? { ...field, showIf: rule() } : field)),
      form: [0, 1].map(() => ({ key: this.token(), name: this.label(), fields: this.part(own, 0.6) })),
      views: [view(), ...this.some(3, view)],
      constraints: this.some(3, () => ({ ...gate(), ...(this.chance(0.5) ? { field: this.pick(own) as string } : {}) })),
      ...(process
        ? {
            process: {
              ...process,
              wonRequires: this.part(own),
              lostRequires: this.part(own),
              ...(this.chance(0.5) ? { amount: this.pick(own) as string, closeDate: this.pick(own) as string } : {}),
              ...(this.chance(0.5) ? { nextStep: this.pick(own) as string, nextStepDate: this.pick(own) as string } : {}),
              statuses: { paused: { reasons: [{ key: this.token(), name: this.label() }], until: true } },
              pipelines: process.pipelines.map((pipeline, i) => ({
                ...pipeline,
                when: i === last ? null : rule(),
                stages: pipeline.stages.map((stage) => ({
                  ...stage,
                  ...(this.chance(0.5) ? { keyStep: this.label() } : {}),
                  ...{ required: this.part(own, 0.2), gates: this.some(2, gate) },
                  ...{ entryRequired: this.part(own, 0.2), entryGates: this.some(2, gate) },
                })),
              })),
            },
          }
        : {}),
    };
  }

  /** A rule over some names of a scope; its literals are often keys. */
  private rule(scope: Vocabulary, depth = 0): Rule {
    if (depth < 2 && this.chance(0.4)) {
      const inner = () => this.rule(scope, depth + 1);
      return this.chance(0.3) ? { '!': [inner()] } : { [this.chance(0.5) ? 'and' : 'or']: [inner(), inner()] };
    }
    const [name = 'id', type = 'text'] = this.pick(Object.entries(scope)) ?? [];
    const term = { var: name };
    const word = this.pick(COMMON) as string;
    switch (type) {
      case 'text':
        return this.chance(0.3) ? { in: [term, [word, 'other']] } : { [this.chance(0.5) ? '==' : 'startsWith']: [term, word] };
      case 'number':
        return { '>': [this.chance(0.3) ? { '+': [term, 1] } : term, this.below(100)] };
      case 'boolean':
        return this.chance(0.5) ? term : { '==': [term, true] };
      case 'date':
        return { '<': [{ addDays: [term, 3] }, { var: 'today' }] };
      case 'datetime':
        return { '<=': [term, { var: 'now' }] };
      default:
        return { in: [word, term] };
    }
  }

  private report(app: App): Report | undefined {
    const entity = this.pick(app.entities.filter((each) => !each.retired));
    if (!entity) return undefined;
    const scope = askVocabularyOf(app, entity);
    const names = (kind: string) =>
      Object.keys(scope).filter((name) => {
        const field = fieldAt(app, entity, name);
        return field && (kind === 'time' ? ['date', 'datetime'].includes(field.type) : fieldTypes[field.type].report === kind);
      });
    const dimension = () => ({ key: this.token(), name: this.label(), field: this.pick(names('dimension')) as string });
    const measure = (): Measure => {
      const base = { key: this.token(), name: this.label() };
      const filter = this.chance(0.4) ? { filter: this.rule(scope) } : {};
      const [number, time] = [this.pick(names('measure')), names('time')];
      if (this.chance(0.3) && number) {
        const other: Rule = { if: [this.rule(scope), { var: this.pick(names('measure')) as string }, { round: [{ var: number }, 2] }] };
        const expression: Rule = { '*': [{ var: number }, { '/': [other, 100] }] };
        const figure = this.chance(0.5) ? { field: number } : { expression };
        return { ...base, fn: 'sum', ...figure, ...filter };
      }
      if (this.chance(0.3)) return { ...base, fn: 'avg_days', from: this.pick(time), to: this.pick(time), ...filter };
      return this.chance(0.3)
        ? { ...base, fn: 'ratio', filter: this.rule(scope), of: this.rule(scope) }
        : { ...base, fn: 'count', ...filter };
    };
    return {
      ...{ key: this.token(), name: this.label(), entity: entity.key, chart: 'table' },
      dimensions: this.some(2, dimension),
      measures: [measure(), ...this.some(2, measure)],
      ...(this.chance(0.4) ? { filter: this.rule(scope) } : {}),
    };
  }

  private role(app: App): Role {
    const grants = this.part(app.entities, 0.75).map((entity) => [entity.key, this.grant(app, entity)] as const);
    return { key: this.token(), name: this.label(), grants: Object.fromEntries(grants) };
  }

  private grant(app: App, entity: Entity): Grant {
    const near = Object.entries(vocabularyOf(app, entity)).filter(([name]) => !name.includes('.') || name.startsWith('user.'));
    const scope = (): RowScope => (this.chance(0.3) ? { rule: this.rule(Object.fromEntries(near)) } : (this.pick(SCOPES) ?? 'all'));
    const own = entity.fields.map((field) => field.key);
    const system = systemFields(entity).map((field) => field.key);
    return {
      ...{ read: scope(), create: this.chance(0.3), update: scope(), delete: scope() },
      ...(this.chance(0.5) ? { baseline: true, may: this.part(RIGHTS) } : {}),
      hidden: [...this.part(own, this.pick([0, 0.3, 0.3, 0.8, 1])), ...this.part(system, this.chance(0.5) ? 0 : 0.2)],
      readonly: this.part(own, 0.2),
    };
  }
}

/** The app with the few faults that chance makes taken out, as an admin would. */
function repaired(app: App): App {
  const shut = new Set(validate(app).flatMap(({ code, path }) => (code.startsWith('role.cannot') ? [path] : [])));
  const roles = app.roles.map((role, i) => ({
    ...role,
    grants: Object.fromEntries(
      Object.entries(role.grants).map(([key, grant]) => [key, shut.has(`roles.${i}.grants.${key}`) ? { ...grant, create: false } : grant]),
    ),
  }));
  return { ...app, roles };
}
