import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleChain, exampleLadder, exampleWith } from '../example-automations.ts';
import { type App, diff, isPartOn, readStored, switchPart, validate } from '../index.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const example: App = exampleWith([exampleLadder(), exampleChain()]);
const shipped = JSON.parse(readFileSync(new URL('../../../../templates/opportunity/definition.json', import.meta.url), 'utf8')) as App;

/** An app whose entities are shared out among parts in some way. */
const apps = fc.constantFrom(example, { ...shipped, parts: undefined } as App).chain((app) =>
  fc
    .tuple(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: app.entities.length, maxLength: app.entities.length }))
    .map(([shares]) => {
      const groups = Map.groupBy(app.entities, (_, i) => shares[app.entities.indexOf(app.entities[i] as never)] ?? -1);
      groups.delete(-1);
      const parts = [...groups].map(([n, entities]) => ({
        key: `p${n}`,
        name: label(`Part ${n}`),
        entities: entities.map(({ key }) => key),
      }));
      const whole = app.entities.map(({ retired: _, ...entity }) => entity);
      return { ...app, entities: whole, ...(parts.length > 0 ? { parts } : {}) } as App;
    }),
);
const orders = fc.array(fc.tuple(fc.constantFrom('p0', 'p1', 'p2', 'p3'), fc.boolean()), { maxLength: 8 });
const after = (app: App, steps: readonly (readonly [string, boolean])[]) => steps.reduce((sum, [key, on]) => switchPart(sum, key, on), app);

describe('a part of an app', () => {
  it('is off and on again the same document, whatever was switched in between', () => {
    fc.assert(
      fc.property(apps, orders, (app, steps) => {
        const all = (app.parts ?? []).map(({ key }) => [key, true] as const);
        expect(after(after(app, steps), all)).toEqual(app);
      }),
      { numRuns: 12 },
    );
  });

  it('looks the same whatever the order in which parts were switched', () => {
    fc.assert(
      fc.property(apps, orders, (app, steps) => {
        const last = [...new Map(steps)].toSorted(([a], [b]) => (a < b ? 1 : -1));
        expect(after(app, steps)).toEqual(after(app, last));
      }),
      { numRuns: 12 },
    );
  });

  it('is off without a trace of it, but for what a person must decide', () => {
    fc.assert(
      fc.property(apps, orders, (app, steps) => {
        const off = after(app, steps);
        const left = off.entities.filter(({ retired }) => !retired);
        if (left.length === 0) return;
        const decided = validate(off).filter(({ path }) => !/\.(when|read|update|delete)$|\.conversion\.targets\./.test(path));
        expect(decided).toEqual(validate(app));
        expect(readStored(JSON.parse(JSON.stringify(off)))).toEqual({ value: off });
      }),
      { numRuns: 12 },
    );
  });

  it('says what goes and comes as retired and restored, not as removed and added', () => {
    const app: App = { ...example, parts: [{ key: 'firms', name: label('Firms'), entities: ['firm'] }] };
    const off = switchPart(app, 'firms', false);
    expect(isPartOn(off, off.parts?.[0] as never)).toBe(false);
    const kinds = (from: App, to: App) => new Set(diff(from, to).map(({ kind }) => kind));
    expect(kinds(app, off)).toEqual(new Set(['retired', 'changed']));
    expect(kinds(off, app)).toEqual(new Set(['restored', 'changed']));
    expect(diff(app, off)).toContainEqual(expect.objectContaining({ kind: 'retired', part: 'app_part', names: [label('Firms')] }));
  });

  it('is left alone where it is unknown or as it should be', () => {
    expect(switchPart(example, 'nothing', false)).toBe(example);
    const app: App = { ...example, parts: [{ key: 'firms', name: label('Firms'), entities: ['firm'] }] };
    expect(switchPart(app, 'firms', true)).toBe(app);
  });
});
