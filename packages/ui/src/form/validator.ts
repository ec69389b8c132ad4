import { type Fault, faults, type Language } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type FormState, formIssues, type PreparedEntity } from '@pipewright/process';
import type { ErrorSchema, ValidatorType } from '@rjsf/utils';

/** What the form itself can say about its values before they are sent, in the server's words. */
export function formFaults(prepared: PreparedEntity, form: FormState, language: Language): Fault[] {
  return faults(formIssues(prepared, form), language);
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
