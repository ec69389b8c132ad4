import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { App, Entity } from '../model/app.ts';
import type { AnyField, Field } from '../model/field.ts';
import { FIELD_TYPES, fieldSettings, type Setting } from '../model/field-settings.ts';
import { MOST_COLUMNS, MOST_SECTION_FIELDS } from '../model/limits.ts';
import { readApp } from '../stored/read.ts';
import { addEntity, addField, editEntity, newField, reorder, restoreField, retireField, updateEntity, updateField } from './entity.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = exampleApp();
const text = (key: string): Field => ({ key, type: 'text', name: label(key) });
const of = (made: App, key: string) => made.entities.find((each) => each.key === key) as Entity;
const issuesOf = (made: App) => {
  const read = readApp(made);
  return 'issues' in read ? read.issues.map(({ path, code }) => `${path} ${code}`) : [];
};
const many = (count: number, from = app): App =>
  Array.from({ length: count }, (_, i) => `f${i}`).reduce((made, key) => addField(made, 'firm', text(key)), from);

it('an entity takes a picture and a place in menus, and lets go of them again', () => {
  const made = updateEntity(updateEntity(app, 'firm', { icon: 'shop' }), 'firm', { menu: 'more' });
  expect(of(made, 'firm')).toMatchObject({ icon: 'shop', menu: 'more' });
  expect([issuesOf(made), of(made, 'deal')]).toEqual([[], of(app, 'deal')]);
  expect(updateEntity(made, 'firm', { icon: undefined, menu: undefined })).toEqual(app);
  expect(issuesOf(updateEntity(app, 'firm', { icon: 'spaceship' as 'shop' }))).toHaveLength(1);
});

describe('a field that is added', () => {
  it('stands at the end of the last section and of the first list alone', () => {
    const two = editEntity(app, 'firm', (entity) => ({
      ...entity,
      form: [...entity.form, { key: 'more', name: label('More'), fields: ['size'] }],
      views: [...entity.views, { key: 'second', name: label('Second'), columns: ['size'] }],
    }));
    const { fields, form, views } = of(addField(two, 'firm', text('note')), 'firm');
    expect(fields.map(({ key }) => key)).toEqual(['name', 'size', 'note']);
    expect(form.map((section) => section.fields)).toEqual([
      ['name', 'size'],
      ['size', 'note'],
    ]);
    expect(views.map(({ columns }) => columns)).toEqual([['name', 'note'], ['size']]);
  });

  it('is left out of a list, and of a section, that has no room for it, so that the app can still be published', () => {
    const made = many(120);
    const { fields, form, views } = of(made, 'firm');
    expect(fields.length).toBe(122);
    expect(views[0]?.columns).toEqual(['name', ...Array.from({ length: MOST_COLUMNS - 1 }, (_, i) => `f${i}`)]);
    expect(form[0]?.fields).toEqual(['name', 'size', ...Array.from({ length: MOST_SECTION_FIELDS - 2 }, (_, i) => `f${i}`)]);
    expect(issuesOf(made)).toEqual([]);
  });

  it('takes the last place there is', () => {
    expect(of(many(MOST_COLUMNS - 1), 'firm').views[0]?.columns.at(-1)).toBe(`f${MOST_COLUMNS - 2}`);
    expect(of(many(MOST_SECTION_FIELDS - 2), 'firm').form[0]?.fields.at(-1)).toBe(`f${MOST_SECTION_FIELDS - 3}`);
  });

  it('can be published whatever its type', () => {
    const made = FIELD_TYPES.reduce((all, type) => addField(all, 'firm', newField(all, `x_${type}`, type, label(type))), app);
    expect(issuesOf(made)).toEqual([]);
  });
});

describe('a field that is restored', () => {
  it('comes back without a place where its section has none left', () => {
    const back = restoreField(many(MOST_SECTION_FIELDS - 1, retireField(app, 'firm', 'size')), 'firm', 'size');
    expect(of(back, 'firm').form[0]?.fields).not.toContain('size');
    expect(of(back, 'firm').fields[1]).not.toHaveProperty('retired');
    expect(issuesOf(back)).toEqual([]);
  });
});

describe('a field that is changed', () => {
  const changed = (field: Partial<AnyField>, patch: Parameters<typeof updateField>[3]) => {
    const start = { key: 'x', name: label('x'), ...field } as Field;
    return of(updateField(addField(app, 'firm', start), 'firm', 'x', patch), 'firm').fields.at(-1);
  };

  it('loses the settings that its new type has not, and keeps those that it has', () => {
    const line = { key: 'x', name: label('x'), required: true, help: label('Why') };
    expect(changed({ ...line, type: 'text', maxLength: 20, unique: true, searchable: true }, { type: 'integer' })).toEqual({
      ...{ ...line, type: 'integer', unique: true },
    });
    expect(changed({ ...line, type: 'money', currency: 'EUR', scale: 2 }, { type: 'decimal' })).toEqual({
      ...{ ...line, type: 'decimal', scale: 2 },
    });
    expect(changed({ ...line, type: 'reference', target: 'firm' }, { type: 'boolean' })).toEqual({ ...line, type: 'boolean' });
  });

  it('takes no setting that means nothing for its type', () => {
    expect(changed({ type: 'date' }, { scale: 2, required: true })).toEqual({ key: 'x', name: label('x'), type: 'date', required: true });
  });

  it('loses a property that is set to undefined', () => {
    expect(changed({ type: 'integer', min: 1, max: 5 }, { min: undefined })).toEqual({
      key: 'x',
      name: label('x'),
      type: 'integer',
      max: 5,
    });
  });

  it('has, from any type to any other, the shape of its type', () => {
    const values: Readonly<Record<Setting, unknown>> = {
      ...{
        unique: true,
        searchable: true,
        options: [{ key: 'a', name: label('A') }],
        target: 'deal',
        within: 'firm',
        kept: true,
        currency: 'EUR',
      },
      ...{ scale: 3, min: 1, max: 9, maxLength: 50, format: 'A-{000}' },
      ...{ maxFiles: 2, maxMegabytes: 5, accepts: ['pdf'], default: 'a', byRule: { rows: [], otherwise: 'a' } },
    };
    const type = fc.constantFrom(...FIELD_TYPES);
    fc.assert(
      fc.property(type, type, (before, after) => {
        const full = Object.fromEntries(fieldSettings[before].map((setting) => [setting, values[setting]]));
        const made = changed({ type: before, ...full } as Partial<AnyField>, { type: after }) as Field;
        const strange = Object.keys(made).filter((name) => name in values && !(fieldSettings[after] as readonly string[]).includes(name));
        expect(strange).toEqual([]);
        for (const setting of fieldSettings[after] as readonly Setting[])
          expect(made[setting]).toEqual((fieldSettings[before] as readonly Setting[]).includes(setting) ? values[setting] : undefined);
      }),
    );
  });
});

describe('an entity that is added', () => {
  it('is reached by every role but the administrators, who reach all', () => {
    const made = addEntity(app, 'visit', label('Visit'));
    const grant = { read: 'all', create: true, update: 'own', delete: 'own', hidden: [], readonly: [] };
    expect(made.roles.map(({ key, grants }) => [key, grants.visit])).toEqual([
      ['admin', undefined],
      ['sales', grant],
    ]);
    expect(made.roles[1]?.grants.deal).toEqual(app.roles[1]?.grants.deal);
    expect(issuesOf(made)).toEqual([]);
  });
});

describe('the order of a list', () => {
  it('keeps all of it, and goes back by the way it came', () => {
    const list = ['a', 'b', 'c', 'd', 'e'];
    const place = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(place, place, (from, to) => {
        const moved = reorder(list, from, to);
        expect(moved[to]).toBe(list[from]);
        expect(moved.toSorted()).toEqual(list);
        expect(reorder(moved, to, from)).toEqual(list);
      }),
    );
    expect(reorder(list, 7, 0)).toEqual(list);
  });
});
