import { type Entity, type Fault, FIELD_TYPES, type Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { toErrorList } from '@rjsf/utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formFields } from './form-fields.ts';
import { errorSchema, formSchema } from './form-schema.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const [deal] = exampleApp().entities;
if (!deal) throw new Error('The example has deals');
const two: Entity = {
  ...deal,
  form: [
    { key: 'money', name: label('Money', '金额'), fields: ['cost', 'amount', 'gone'] },
    { key: 'who', name: label('Who', '谁'), fields: ['name'] },
  ],
};
const none = { required: new Set<string>(), locked: new Set<string>() };
const fault = (path: string, message = path): Fault => ({ path, code: 'x', message });

describe('the schema of a form', () => {
  it('has the fields of the sections in their order, without those that are gone', () => {
    expect(formFields(two).map(({ key }) => key)).toEqual(['cost', 'amount', 'name']);
    const { schema, uiSchema } = formSchema(two, 'zh-CN', none);
    expect(Object.entries(schema.properties ?? {}).map(([key, each]) => [key, (each as { title: string }).title])).toEqual([
      ['cost', '成本'],
      ['amount', '金额'],
      ['name', '名称'],
    ]);
    expect(uiSchema['ui:options']).toMatchObject({ sections: [{ name: '金额' }, { name: '谁' }] });
  });

  it('says what is needed and what is locked, of the fields that are shown', () => {
    const { schema, uiSchema } = formSchema(two, 'en', { required: new Set(['name', 'due']), locked: new Set(['cost']) });
    expect(schema.required).toEqual(['name']);
    expect(['cost', 'amount', 'name'].map((key) => uiSchema[key]['ui:disabled'])).toEqual([true, false, false]);
  });

  it('draws every type with the one input of the app, and gives it the whole field', () => {
    const fields = FIELD_TYPES.map((type) => ({ key: `f_${type}`, type, name: label(type), help: label('Help', '帮助') }) as Field);
    const every: Entity = { ...deal, fields, form: [{ key: 'all', name: label('All'), fields: fields.map(({ key }) => key) }] };
    const { uiSchema } = formSchema(every, 'zh-CN', none);
    for (const field of fields)
      expect(uiSchema[field.key]).toMatchObject({ 'ui:field': 'pipewright', 'ui:help': '帮助', 'ui:options': { definition: field } });
  });
});

describe('faults for rjsf', () => {
  const listed = (faults: readonly Fault[]) => toErrorList(errorSchema(faults, two)).map(({ property, message }) => [property, message]);

  it('come in the order of the form, after what belongs to no field and before what is not in it', () => {
    expect(listed([fault('due'), fault('name'), fault(''), fault('cost'), fault('amount')])).toEqual([
      ['.', ''],
      ['.cost', 'cost'],
      ['.amount', 'amount'],
      ['.name', 'name'],
      ['.due', 'due'],
    ]);
  });

  it('stand together where they belong to one field, each said once', () => {
    expect(errorSchema([fault('name', 'Too long'), fault('name', 'Taken'), fault('name', 'Too long')], two)).toEqual({
      name: { __errors: ['Too long', 'Taken'] },
    });
    expect(errorSchema([], two)).toEqual({});
  });

  it('are none lost and none made up, whatever they say and wherever they belong', () => {
    const faults = fc.array(
      fc.record({
        path: fc.constantFrom('', 'name', 'cost', 'amount', 'due', 'stage', 'constructor'),
        code: fc.constant('x'),
        message: fc.string(),
      }),
    );
    fc.assert(
      fc.property(faults, (given) => {
        const said = (list: readonly (readonly [string | undefined, string | undefined])[]) =>
          [...new Set(list.map((each) => JSON.stringify(each)))].sort();
        expect(said(listed(given).map(([property, message]) => [property, message]))).toEqual(
          said(given.map(({ path, message }) => [`.${path}`, message])),
        );
      }),
    );
  });
});
