import { type Entity, type Fault, type Field, type Language, writeSchema } from '@pipewright/definition';
import { type ErrorSchema, ErrorSchemaBuilder, type RJSFSchema, type UiSchema } from '@rjsf/utils';
import { formFields } from './form-fields.ts';

const NO_HINTS: ReadonlyMap<string, string> = new Map();

/** What stands under a field: its help, and what is to be said of its value. */
function helpOf({ help }: Field, hint: string | undefined, language: Language) {
  const lines = [help?.[language], hint].filter((line) => line !== undefined);
  return lines.length > 0 ? { 'ui:help': lines.join(' · ') } : {};
}

/** The JSON Schema and layout of an entity's form for rjsf: one property per field, drawn by our own input. */
export function formSchema(
  entity: Entity,
  language: Language,
  {
    required,
    locked,
    hints = NO_HINTS,
  }: { required: ReadonlySet<string>; locked: ReadonlySet<string>; hints?: ReadonlyMap<string, string> },
): { schema: RJSFSchema; uiSchema: UiSchema } {
  const fields = formFields(entity);
  const properties = fields.map((field) => [field.key, { ...writeSchema(field), title: field.name[language] }]);
  const layout = fields.map((field) => [
    field.key,
    {
      'ui:field': 'pipewright',
      'ui:disabled': locked.has(field.key),
      'ui:options': { definition: field },
      ...helpOf(field, hints.get(field.key), language),
    },
  ]);
  return {
    schema: {
      type: 'object',
      required: fields.filter((field) => required.has(field.key)).map((field) => field.key),
      properties: Object.fromEntries(properties),
    },
    uiSchema: {
      'ui:options': { sections: entity.form.map((section) => ({ ...section, name: section.name[language] })) },
      ...Object.fromEntries(layout),
    },
  };
}

/** Faults as rjsf shows them, in the order of the form: what belongs to no field first, what belongs to a field that is not in the form last. */
export function errorSchema(faults: readonly Fault[], entity: Entity): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  const keys = formFields(entity).map((field) => field.key);
  const place = ({ path }: Fault) => keys.indexOf(path) >>> 0;
  for (const { path, message } of faults.toSorted((a, b) => place(a) - place(b))) builder.addErrors(message, path ? [path] : []);
  return builder.ErrorSchema;
}
