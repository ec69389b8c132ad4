import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, labelSchema } from '../ground/label.ts';
import { MOST_OPEN } from './limits.ts';
import { RIGHTS } from './status.ts';

/** Which records: none, own, of the own department, of it and those below, all, or those a rule holds for. */
export const SCOPES = ['none', 'own', 'department', 'below', 'all'] as const;
/** Which records a role reaches. */
export const rowScopeSchema = z.union([z.enum(SCOPES), z.strictObject({ rule: ruleSchema })]).meta({ id: 'RowScope' });
/** Which records a role reaches. */
export type RowScope = z.infer<typeof rowScopeSchema>;

/** Which records without an owner a role may see and take: of the own department, of it and those below, or all. */
export const CLAIM_SCOPES = ['department', 'below', 'all'] as const;
/** Which records without an owner a role may see and take. */
export type ClaimScope = (typeof CLAIM_SCOPES)[number];

/** What a role may do with one entity. Entities that a role does not name are out of its reach. */
export const grantSchema = z
  .strictObject({
    read: rowScopeSchema,
    create: z.boolean(),
    update: rowScopeSchema,
    delete: rowScopeSchema,
    baseline: z.boolean().optional(),
    share: z.boolean().optional(),
    may: z.array(z.enum(RIGHTS)).max(RIGHTS.length).optional(),
    claim: z.enum(CLAIM_SCOPES).optional(),
    /** The most open records that somebody of the role may hold and still be given one; what the process says where it is left out. */
    mostOpen: z.int().min(1).max(MOST_OPEN).optional(),
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
