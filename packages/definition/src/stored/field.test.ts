import type { Issue } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { addField, editEntity, newField } from '../edit/entity.ts';
import { exampleApp } from '../example.ts';
import { faults } from '../messages/sentence.ts';
import type { App } from '../model/app.ts';
import type { Field } from '../model/field.ts';
import { FIELD_TYPES, fieldSettings, isSetting, SETTINGS, type Setting, takes } from '../model/field-settings.ts';
import { fieldTypes } from '../model/field-type.ts';
import { readApp, readStored } from './read.ts';

const name = { en: 'Extra', 'zh-CN': '附加' };
const VALUES: Readonly<Record<Setting, unknown>> = {
  ...{ unique: true, searchable: true, target: 'firm', currency: 'EUR', scale: 1, min: 1, max: 2, maxLength: 9, format: 'N-{00}' },
  ...{
    options: [{ key: 'a', name }],
    within: 'parent',
    kept: true,
    maxFiles: 2,
    maxMegabytes: 5,
    accepts: ['pdf', 'picture'],
    default: 'a',
    byRule: { rows: [], otherwise: 'a' },
  },
};

/** An app with a field of each type that has every setting there is. */
function withEverySetting(formatVersion: number): unknown {
  const parent: Field = { key: 'parent', type: 'reference', name, target: 'firm' };
  const rich = FIELD_TYPES.map((type) => ({ key: `x_${type}`, type, name, ...VALUES }) as unknown as Field);
  return { ...editEntity(exampleApp(), 'firm', (entity) => ({ ...entity, fields: [...entity.fields, parent, ...rich] })), formatVersion };
}

describe('the settings of a field', () => {
  it('that mean nothing for its type are left out of a document of format 1, and all others kept', () => {
    const read = readStored(withEverySetting(1)) as { value: App };
    const firm = read.value.entities.find((entity) => entity.key === 'firm');
    for (const type of FIELD_TYPES) {
      const field = firm?.fields.find((each) => each.key === `x_${type}`) as Field;
      const kept = Object.keys(field).filter(isSetting);
      expect([type, kept.sort()]).toEqual([type, [...fieldSettings[type]].sort()]);
      for (const setting of kept) expect(field[setting]).toEqual(VALUES[setting]);
    }
    expect(read.value.formatVersion).toBe(2);
  });

  it('are refused with words in a document of today, each where it stands', () => {
    const wrong = editEntity(exampleApp(), 'deal', (entity) => ({
      ...entity,
      fields: entity.fields.map((each) => (each.key === 'reason' ? ({ ...each, unique: true, maxLength: 5 } as unknown as Field) : each)),
    }));
    const { issues } = readApp(wrong) as { issues: readonly Issue[] };
    expect(faults(issues, 'en')).toEqual([
      {
        path: 'entities.0.fields.5.unique',
        code: 'field.setting',
        message: 'The field “Reason” is of a kind that has no “Unique”. Remove this setting.',
      },
      {
        path: 'entities.0.fields.5.maxLength',
        code: 'field.setting',
        message: 'The field “Reason” is of a kind that has no “Most characters”. Remove this setting.',
      },
    ]);
    expect(faults(issues, 'zh-CN')[0]?.message).toContain('“唯一”');
    const many = readStored(withEverySetting(2)) as { issues: readonly Issue[] };
    const foreign = FIELD_TYPES.flatMap((type) => Object.keys(SETTINGS).filter((each) => !takes({ type }, each as Setting)));
    expect(many.issues.map(({ code }) => code)).toEqual(foreign.slice(0, many.issues.length).map(() => 'field.setting'));
    expect(many.issues).toHaveLength(foreign.length);
  });

  it.each([[null], ['field'], [{ key: 'x', type: 'hologram', name }], [{ key: 'x', name }], [{ key: 'x', type: 'toString', name }]])(
    'and a field that is none are refused, not thrown at: %j',
    (field) => {
      const broken = editEntity(exampleApp(), 'firm', (entity) => ({ ...entity, fields: [...entity.fields, field as unknown as Field] }));
      for (const formatVersion of [1, 2]) expect(readApp({ ...broken, formatVersion })).toHaveProperty('issues');
    },
  );
});

describe('a fresh field', () => {
  it.each(FIELD_TYPES)('of type %s can be published at once', (type) => {
    expect(readApp(addField(exampleApp(), 'firm', newField(exampleApp(), 'extra', type, name)))).toHaveProperty('value');
  });
});

describe('the rows of the field types', () => {
  it('agree with each other: figures are numbers, lists are lists, what is exact travels as a decimal', () => {
    for (const type of FIELD_TYPES) {
      const { value, traits, schema } = fieldTypes[type];
      const { format } = schema({ key: 'x', type, name } as Field);
      expect([type, traits.includes('numeric'), traits.includes('list'), traits.includes('exact')]).toEqual([
        type,
        value === 'number',
        value === 'list',
        format === 'decimal',
      ]);
    }
  });
});
