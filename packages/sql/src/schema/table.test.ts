import { type App, addEntity, addField, editEntity, FIELD_TYPES, newField, retireField, updateField } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { ddl } from './ddl.ts';
import { clashes, steps } from './plan.ts';
import { accumulate, type Table, tables } from './table.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();

const change = fc.oneof(
  fc.tuple(fc.constantFrom('deal', 'firm'), fc.constantFrom(...FIELD_TYPES), fc.nat(4)).map(([entity, type, n]) => (of: App) => {
    const key = `${type}_${n}`;
    const there = of.entities.find((each) => each.key === entity)?.fields.some((each) => each.key === key);
    return there ? of : addField(of, entity, newField(of, key, type, label(key)));
  }),
  fc
    .constantFrom('visit', 'task')
    .map((key) => (of: App) => (of.entities.some((each) => each.key === key) ? of : addEntity(of, key, label(key)))),
  fc
    .constantFrom('cost', 'reason')
    .map((key) => (of: App) => editEntity(of, 'deal', (each) => ({ ...each, fields: each.fields.filter((field) => field.key !== key) }))),
  fc.constantFrom('amount', 'cost', 'due').map((key) => (of: App) => retireField(of, 'deal', key)),
  fc.boolean().map((unique) => (of: App) => updateField(of, 'firm', 'name', { unique: unique || undefined })),
  fc
    .constantFrom('name', '-amount', 'due,amount', 'stage')
    .map((sort) => (of: App) => editEntity(of, 'deal', (each) => ({ ...each, views: each.views.map((view) => ({ ...view, sort })) }))),
  fc.constant((of: App) => ({ ...of, entities: of.entities.filter(({ key }) => key !== 'visit') })),
);
const changes = fc.array(change, { maxLength: 8 });
const after = (some: readonly ((of: App) => App)[], from = app) => some.reduce((of, each) => each(of), from);

/** The tables once the steps of a plan are taken. */
function taken(from: readonly Table[], plan: ReturnType<typeof steps>): Table[] {
  type Open = { name: string; columns: Record<string, unknown>; indexes: Record<string, unknown>; numbered: string[] };
  const all = new Map(from.map((each) => [each.name, structuredClone(each) as unknown as Open]));
  const at = (name: string) => all.get(name) as Open;
  for (const step of plan) {
    if (step.kind === 'create_table') all.set(step.table.name, structuredClone({ ...step.table, indexes: {}, numbered: [] }) as Open);
    if (step.kind === 'add_column') at(step.table).columns[step.name] = step.column;
    if (step.kind === 'create_sequence') at(step.table).numbered.push(step.name);
    if (step.kind === 'create_index') at(step.table).indexes[step.name] = step.index;
    if (step.kind === 'drop_index') delete at(step.table).indexes[step.name];
  }
  return [...all.values()] as unknown as Table[];
}

describe('the tables of a definition', () => {
  it('have a column for each field that is stored, also of retired ones and of entities that are', () => {
    const rich = FIELD_TYPES.reduce((of, type) => addField(of, 'firm', newField(of, `x_${type}`, type, label(type))), app);
    const [, firm] = tables(rich);
    const own = Object.entries(firm?.columns ?? {}).filter(([name]) => name.startsWith('x_'));
    expect(Object.fromEntries(own.map(([name, { type }]) => [name.slice(2), type]))).toEqual({
      ...{ text: 'text', long_text: 'text', integer: 'bigint', decimal: 'numeric', money: 'numeric', percent: 'numeric', date: 'date' },
      ...{
        datetime: 'timestamptz',
        boolean: 'boolean',
        choice: 'text',
        choices: 'text[]',
        file: 'text[]',
        image: 'text[]',
        person: 'text',
        department: 'uuid',
      },
      ...{ reference: 'uuid', email: 'text', phone: 'text', url: 'text', auto_number: 'text', company_id: 'text' },
    });
    expect(firm?.numbered).toEqual(['x_auto_number']);
    const gone = tables({
      ...retireField(rich, 'firm', 'x_date'),
      entities: rich.entities.map((each) => ({ ...each, retired: true as const })),
    });
    expect(gone.map((each) => Object.keys(each.columns))).toEqual(tables(rich).map((each) => Object.keys(each.columns)));
  });

  it('say where a record stands only where records stand somewhere', () => {
    const [deal, firm] = tables(app).map(({ columns }) => Object.keys(columns));
    const standing = ['pipeline', 'stage', 'status', 'stage_since', 'probability', 'closed_on', 'status_reason', 'status_until'];
    expect(standing.filter((name) => deal?.includes(name))).toEqual(standing);
    expect(standing.filter((name) => firm?.includes(name))).toEqual([]);
    expect(deal).not.toContain('applies');
  });
});

describe('what was ever published, and what is now', () => {
  it('keeps every column there was, each once, and only the indexes of today', () => {
    fc.assert(
      fc.property(changes, changes, (one, two) => {
        const past = tables(after(one));
        const now = tables(after(two, after(one)));
        const all = accumulate(past, now);
        expect(accumulate(all, now)).toEqual(all);
        expect(accumulate([], now)).toEqual(now);
        for (const table of past)
          expect(Object.keys(all.find(({ name }) => name === table.name)?.columns ?? {})).toEqual(
            expect.arrayContaining(Object.keys(table.columns)),
          );
        for (const table of all) expect(table.indexes).toEqual(now.find(({ name }) => name === table.name)?.indexes ?? {});
        expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the plan from one to the other', () => {
  it('is nothing once it was followed, and leads where it says', () => {
    fc.assert(
      fc.property(changes, changes, (one, two) => {
        const from = tables(after(one));
        const to = accumulate(from, tables(after(two, after(one))));
        const reached = taken(from, steps(from, to));
        expect(steps(reached, to).filter(({ kind }) => kind !== 'drop_index')).toEqual([]);
        for (const table of to) {
          const { columns, numbered } = reached.find(({ name }) => name === table.name) as Table;
          expect([columns, numbered.toSorted()]).toEqual([table.columns, table.numbered.toSorted()]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('drops nothing but uniqueness, refers to nothing before it is there, and numbers no column that is not', () => {
    fc.assert(
      fc.property(changes, (some) => {
        const plan = steps([], tables(after(some)));
        const text = plan.map((step) => compileSql(ddl('app_x', step)).sql);
        expect(text.filter((each) => /\bdrop\b/.test(each))).toEqual([]);
        const made = new Set<string>();
        for (const step of plan) {
          if (step.kind === 'create_table') made.add(step.table.name);
          if (step.kind === 'add_reference' && typeof step.column.references === 'object')
            expect(made).toContain(step.column.references.table);
          if (step.kind === 'create_sequence' || step.kind === 'create_index') expect(made).toContain(step.table);
        }
      }),
      { numRuns: 40 },
    );
    const unique = tables(updateField(app, 'firm', 'name', { unique: true }));
    expect(steps(unique, tables(app)).map((step) => compileSql(ddl('app_x', step)).sql)).toEqual([
      'drop index if exists "app_x"."u_firm_name_btree"',
    ]);
  });

  it('never turns a column into another: that is a clash, and so is another table that it refers to', () => {
    const [deal, firm] = tables(app) as [Table, Table];
    const other = (name: string, column: Table['columns'][string]) => [{ ...deal, columns: { ...deal.columns, [name]: column } }, firm];
    expect(clashes(tables(app), other('amount', { type: 'text' }))).toEqual([{ table: 'deal', column: 'amount' }]);
    expect(clashes(tables(app), other('firm', { type: 'uuid', references: { table: 'deal' } }))).toEqual([
      { table: 'deal', column: 'firm' },
    ]);
    expect(clashes(tables(app), other('new', { type: 'text' }))).toEqual([]);
    expect(clashes([], tables(app))).toEqual([]);
  });
});
