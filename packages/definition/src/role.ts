import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from './label.ts';
import type { Status } from './pipeline.ts';

/** Which records: none, own, of the own department, of it and those below, all, or those a rule holds for. */
export const SCOPES = ['none', 'own', 'department', 'below', 'all'] as const;
/** Which records a role reaches. */
export const rowScopeSchema = z.union([z.enum(SCOPES), z.strictObject({ rule: ruleSchema })]).meta({ id: 'RowScope' });
/** Which records a role reaches. */
export type RowScope = z.infer<typeof rowScopeSchema>;

/** Changes of status that need a right of their own; winning and losing go with the right to change. */
export const STATUS_ACTS = ['pause', 'future', 'void', 'reopen'] as const;
/** A change of status that needs a right of its own. */
export type StatusAct = (typeof STATUS_ACTS)[number];

/** What a role may do with one entity. Entities that a role does not name are out of its reach. */
export const grantSchema = z
  .strictObject({
    read: rowScopeSchema,
    create: z.boolean(),
    update: rowScopeSchema,
    delete: rowScopeSchema,
    baseline: z.boolean().optional(),
    may: z.array(z.enum(STATUS_ACTS)).max(STATUS_ACTS.length).optional(),
    hidden: z.array(keySchema).max(300),
    readonly: z.array(keySchema).max(300),
  })
  .meta({ id: 'Grant' });
/** What a role may do with one entity. */
export type Grant = z.infer<typeof grantSchema>;

/** A role. `admin` may also shape and publish the app, and reaches everything. */
export const roleSchema = z
  .strictObject({ key: keySchema, name: labelSchema, admin: z.boolean().optional(), grants: z.record(keySchema, grantSchema) })
  .meta({ id: 'Role' });
/** A role. */
export type Role = z.infer<typeof roleSchema>;

const INTO: Readonly<Partial<Record<Status, StatusAct>>> = { paused: 'pause', future: 'future', void: 'void' };
const OUT: Readonly<Partial<Record<Status, StatusAct>>> = { ...INTO, won: 'reopen', lost: 'reopen' };

/** The rights a change from one status to another takes: those of leaving the old and of taking on the new. */
export function actsOf(from: Status, to: Status): StatusAct[] {
  return [...new Set([from === to ? undefined : OUT[from], INTO[to]].filter((act) => act !== undefined))];
}
