import { type Issue, issue } from '@pipewright/logic';
import type { z } from 'zod';
import type { Label } from '../ground/label.ts';
import { isSetting, SETTINGS } from '../model/field-settings.ts';

/** Faults of shape that are settings of a field whose type has no such setting, one issue each; undefined for any other fault. */
export function settingIssues(fault: z.core.$ZodIssue, document: unknown): Issue[] | undefined {
  if (fault.code !== 'unrecognized_keys' || fault.path.at(-2) !== 'fields' || !fault.keys.every(isSetting)) return undefined;
  const field = fault.path.reduce<unknown>((node, name) => (node as Record<PropertyKey, unknown>)[name], document) as {
    readonly name: Label;
  };
  const place = fault.path.join('.');
  return fault.keys
    .filter(isSetting)
    .map((key) => issue(`${place}.${key}`, 'field.setting', { field: field.name, setting: SETTINGS[key] }));
}
