import { Validator } from '@cfworker/json-schema';
import { type Fault, faults, fieldOf, isCompanyId, type Language, writeSchema } from '@pipewright/definition';
import { type Facts, type Issue, issue } from '@pipewright/logic';
import { keepRules, type PreparedEntity } from '@pipewright/process';
import type { ErrorSchema, ValidatorType } from '@rjsf/utils';

/** What the form itself can say about its values before they are sent: shape, required fields and constraints, in the server's words. */
export function formFaults(prepared: PreparedEntity, values: Facts, changed: ReadonlySet<string> | null, language: Language): Fault[] {
  const { entity } = prepared;
  const issues: Issue[] = Object.entries(values).flatMap(([key, value]) => {
    const field = fieldOf(entity, key);
    if (!field || value === null || value === undefined) return [];
    const { pattern, format, ...shape } = writeSchema(field);
    const wrong =
      (format === 'company-id' && !isCompanyId(String(value))) ||
      (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(String(value)));
    const fits = new Validator({ ...shape, ...(format === 'email' ? { format } : {}) } as object, '2020-12').validate(value).valid;
    return wrong || !fits ? [issue(key, 'value.format', { field: field.name })] : [];
  });
  return faults([...issues, ...keepRules(prepared, values, { changed })], language);
}

/** Tells rjsf what `judge` finds, field by field. It evaluates rules as data and makes no code, which a strict content policy needs. */
export function ruleValidator(judge: (values: Facts) => readonly Fault[]): ValidatorType {
  return {
    validateFormData: (formData) => {
      const found = judge((formData ?? {}) as Facts);
      const errorSchema: Record<string, { __errors: string[] }> = {};
      for (const { path, message } of found) {
        errorSchema[path] ??= { __errors: [] };
        errorSchema[path].__errors.push(message);
      }
      return {
        errors: found.map(({ path, message }) => ({ property: `.${path}`, message, stack: message })),
        errorSchema: errorSchema as unknown as ErrorSchema,
      };
    },
    isValid: () => true,
    rawValidation: () => ({ errors: [] }),
  };
}
