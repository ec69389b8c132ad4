import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, LANGUAGES } from '../../ground/label.ts';
import { STATUSES } from '../status.ts';

/** A text of an automation, once per language. `{field}` stands for the value of the record's field, `{field.far}` for one a reference away. */
export const messageSchema = z
  .strictObject({ en: z.string().min(1).max(1000), 'zh-CN': z.string().min(1).max(1000) })
  .meta({ id: 'Message' });
/** A text of an automation. */
export type Message = z.infer<typeof messageSchema>;

/** Whom a step means: the owner, who leads the owner's department (`up` 2: the one above that), a person that a field names, everybody of a role. */
export const recipientSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('owner') }),
    z.strictObject({ kind: z.literal('manager'), up: z.int().min(1).max(5) }),
    z.strictObject({ kind: z.literal('field'), field: keySchema }),
    z.strictObject({ kind: z.literal('role'), role: keySchema }),
  ])
  .meta({ id: 'Recipient' });
/** Whom a step means. */
export type Recipient = z.infer<typeof recipientSchema>;

/** How somebody is chosen out of several: in turn, or who has the fewest open records. */
export const CHOICES_OF_PERSON = ['turn', 'load'] as const;

/** To whom a step gives a record: the first row whose rule holds; people of its role (and, where it says so, only those whose department is the record's, or whom a field names). */
export const teamSchema = z
  .strictObject({
    key: keySchema,
    when: ruleSchema.nullable(),
    role: keySchema,
    /** Only people of the department of the record, or below it. */
    near: z.boolean().optional(),
    /** Only whom this field of the record, or of what it refers to (`customer.department`), names: that person, or the people of that department and below it. */
    among: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$/)
      .optional(),
  })
  .meta({ id: 'Team' });
/** People to choose from. */
export type Team = z.infer<typeof teamSchema>;

const next = z.strictObject({ done: keySchema.nullable() });
const recipients = z.array(recipientSchema).min(1).max(10);
const values = z.record(keySchema, ruleSchema);
const own = { key: keySchema, next };

/** One step. Values are expressions over the record. */
export const nodeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('notify'), ...own, to: recipients, text: messageSchema, warns: z.boolean().optional() }),
    /** `of` is the reference whose record is changed instead of the one this is about. */
    z.strictObject({ kind: z.literal('set'), ...own, of: keySchema.optional(), values }),
    /** `link` is the field of the new record that names the one this is about. */
    z.strictObject({ kind: z.literal('create'), ...own, entity: keySchema, link: keySchema.optional(), values }),
    z.strictObject({
      kind: z.literal('assign'),
      ...own,
      by: z.enum(CHOICES_OF_PERSON),
      teams: z.array(teamSchema).min(1).max(30),
      /** The most open records that somebody may have and still be given one. */
      most: z.int().min(1).max(100_000).optional(),
    }),
    z.strictObject({ kind: z.literal('reclaim'), ...own, text: messageSchema }),
    z.strictObject({ kind: z.literal('move'), ...own, stage: keySchema }),
    z.strictObject({ kind: z.literal('status'), ...own, status: z.enum(STATUSES), reason: keySchema.optional() }),
    z.strictObject({ kind: z.literal('post'), ...own, channel: keySchema, text: messageSchema, language: z.enum(LANGUAGES).optional() }),
    z.strictObject({ kind: z.literal('mail'), ...own, to: recipients, subject: messageSchema, text: messageSchema }),
  ])
  .meta({ id: 'Node' });
/** One step. */
export type Node = z.infer<typeof nodeSchema>;
/** The kinds of steps. */
export const NODE_KINDS = [
  'notify',
  'set',
  'create',
  'assign',
  'reclaim',
  'move',
  'status',
  'post',
  'mail',
] as const satisfies readonly Node['kind'][];
/** A kind of step. */
export type NodeKind = Node['kind'];
/** The step of one kind. */
export type NodeOf<Kind extends NodeKind> = Extract<Node, { kind: Kind }>;
