import type { Fault } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { ErrorSchema, ValidatorType } from '@rjsf/utils';

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
