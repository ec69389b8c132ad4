import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import { keySchema, LANGUAGES, labelSchema } from '../../ground/label.ts';
import { TIME_UNITS } from '../calendar.ts';
import { STATUSES } from '../status.ts';
import { HTTP_METHODS } from './request.ts';
import { arrivingName, dateOffset, timeSchema } from './trigger.ts';

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

/** Who is asked to approve: whom a step means otherwise, and every manager of the owner up to a level, one after the other from the nearest. */
export const approverSchema = z
  .discriminatedUnion('kind', [...recipientSchema.options, z.strictObject({ kind: z.literal('chain'), up: z.int().min(1).max(5) })])
  .meta({ id: 'Approver' });
/** Who is asked to approve. */
export type Approver = z.infer<typeof approverSchema>;

/** What an approval asks for: one decision, all, all one after the other, or a share of them. */
export const APPROVAL_MODES = ['any', 'all', 'turn', 'share'] as const;
/** What who is asked to approve may do besides deciding, where a step allows it. */
export const APPROVER_ACTS = ['return', 'transfer', 'add'] as const;
/** What who is asked to approve may do besides deciding. */
export type ApproverAct = (typeof APPROVER_ACTS)[number];
/** What happens where nobody decides in time: they are reminded again, others are asked as well, or it is decided. */
export const APPROVAL_LAPSES = ['remind', 'escalate', 'approve', 'reject'] as const;

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

/** A way that a run may take: the first of a branch whose rule holds. */
export const caseSchema = z.strictObject({ key: keySchema, name: labelSchema, when: ruleSchema }).meta({ id: 'Case' });
/** A way that a run may take. */
export type Case = z.infer<typeof caseSchema>;

/** The way out of a branch where none of its rules holds. */
export const OTHERWISE = 'otherwise';

const time = { after: timeSchema, unit: z.enum(TIME_UNITS) };

/** How long an approval may take from one asking to the next, and what happens then. */
export const deadlineSchema = z.strictObject({ ...time, lapse: z.enum(APPROVAL_LAPSES) }).meta({ id: 'Deadline' });
/** How long an approval may take, and what happens then. */
export type Deadline = z.infer<typeof deadlineSchema>;

/** What a run waits for: a time of the working calendar, a day before or after a date of the record, or that something holds, but no longer than a time. */
export const waitSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('time'), ...time }),
    z.strictObject({ kind: z.literal('date'), ...dateOffset }),
    z.strictObject({ kind: z.literal('rule'), when: ruleSchema, ...time }),
  ])
  .meta({ id: 'Wait' });
/** What a run waits for. */
export type Wait = z.infer<typeof waitSchema>;

/** Records that are found: of which entity, those whose field `link` names the record that this is about, those that a rule holds for; in this order, and no more than so many. */
export const eachSchema = z
  .strictObject({
    entity: keySchema,
    link: keySchema.optional(),
    when: ruleSchema.optional(),
    /** `-amount,name`: a minus sorts downwards. */
    sort: z.string().max(200).optional(),
    most: z.int().min(1).max(200),
  })
  .meta({ id: 'Each' });
/** Records that are found. */
export type Each = z.infer<typeof eachSchema>;

/** One of several ways that are gone side by side. */
export const sideSchema = z.strictObject({ key: keySchema, name: labelSchema }).meta({ id: 'Side' });
/** One of several ways that are gone side by side. */
export type Side = z.infer<typeof sideSchema>;

const to = keySchema.nullable();
const next = z.strictObject({ done: to });
const recipients = z.array(recipientSchema).min(1).max(10);
const values = z.record(keySchema, ruleSchema);
/** A name in what is sent as an object. */
const nameSchema = z.string().regex(/^[^\s.\p{Cc}]{1,100}$/u);
const own = { key: keySchema, next };
/** Where one of the runs that it began failed, `failed` follows; without it the run that waits for them fails too. */
const catches = z.literal(true).optional();

/** One step, which names what follows it after each of its outcomes: null is the end. Values are expressions over the record. */
export const nodeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('notify'), ...own, to: recipients, text: messageSchema, warns: z.boolean().optional() }),
    z.strictObject({ kind: z.literal('cc'), ...own, to: recipients, text: messageSchema }),
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
    /** What follows is named by the key of a case, or by `otherwise`. */
    z.strictObject({ kind: z.literal('branch'), key: keySchema, cases: z.array(caseSchema).min(1).max(9), next: z.record(keySchema, to) }),
    /** Of one that waits for a rule `late` follows where that did not come to hold in time. */
    z.strictObject({ kind: z.literal('wait'), key: keySchema, for: waitSchema, next: z.strictObject({ done: to, late: to.optional() }) }),
    /** Has another automation run for this record, for the one that the reference `of` names, or for each that is found, and waits until all of that is over. */
    z.strictObject({
      ...{ kind: z.literal('call'), key: keySchema, automation: keySchema, of: keySchema.optional(), each: eachSchema.optional(), catches },
      next: z.strictObject({ done: to, failed: to.optional() }),
    }),
    /** Ways that are gone side by side, each to its own end; what follows all of them is named by `done`, where they begin by their keys. */
    z.strictObject({
      kind: z.literal('parallel'),
      key: keySchema,
      ways: z.array(sideSchema).min(2).max(5),
      catches,
      next: z.record(keySchema, to),
    }),
    z.strictObject({
      kind: z.literal('approve'),
      key: keySchema,
      to: z.array(approverSchema).min(1).max(10),
      text: messageSchema,
      mode: z.enum(APPROVAL_MODES),
      /** Of a share: how many of a hundred have to agree. */
      percent: z.int().min(1).max(100).optional(),
      /** Whoever began it may decide in it. */
      own: z.literal(true).optional(),
      allows: z.array(z.enum(APPROVER_ACTS)).max(APPROVER_ACTS.length).optional(),
      /** What is shown to who decides, and what the decision is bound to; all that the record says of itself where it is left out. */
      binds: z.array(keySchema).min(1).max(50).optional(),
      /** What it is bound to may be changed meanwhile, which ends the approval undecided. */
      unlocked: z.literal(true).optional(),
      deadline: deadlineSchema.optional(),
      /** `withdrawn`: taken back by who began it, or void since what was seen has changed. */
      next: z.strictObject({ approved: to, rejected: to, withdrawn: to }),
    }),
    z.strictObject({
      ...{ kind: z.literal('http'), key: keySchema, method: z.enum(HTTP_METHODS) },
      /** `{field}` stands for a value of the record, in the path or the query alone. */
      url: z.string().min(1).max(2000),
      /** `{secret:name}` stands for a secret of the app, which no definition holds. */
      headers: z.record(z.string().min(1).max(100), z.string().max(2000)).optional(),
      /** What is sent as an object, each name with what it is worked out from. */
      body: z.record(nameSchema, ruleSchema).optional(),
      /** Which fields of the record are filled with what is answered, and under which name it stands there. */
      answer: z.record(keySchema, arrivingName).optional(),
      /** `failed` follows where nobody answered, or with no. Where it leads nowhere, the run fails, and can be taken up again. */
      next: z.strictObject({ done: to, failed: to.optional() }),
    }),
    z.strictObject({ kind: z.literal('end'), key: keySchema, next: z.strictObject({}) }),
  ])
  .meta({ id: 'Node' });
/** One step. */
export type Node = z.infer<typeof nodeSchema>;
/** The kinds of steps. */
export const NODE_KINDS = [
  'notify',
  'cc',
  'set',
  'create',
  'assign',
  'reclaim',
  'move',
  'status',
  'post',
  'mail',
  'branch',
  'wait',
  'call',
  'parallel',
  'approve',
  'http',
  'end',
] as const satisfies readonly Node['kind'][];
/** A kind of step. */
export type NodeKind = Node['kind'];
/** The step of one kind. */
export type NodeOf<Kind extends NodeKind> = Extract<Node, { kind: Kind }>;
