import { z } from 'zod';
import { labelSchema } from '../ground/label.ts';
import { sessionSchema } from './account.ts';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

const roleIn = z.strictObject({ app: z.string().max(40), role: z.string().max(40) });
/** How a person stands: signs in, has an open link, has no way in yet, is being handed over, or has left. */
export const PERSON_STATES = ['active', 'invited', 'unsigned', 'leaving', 'left'] as const;
/** How a person stands. */
export type PersonState = (typeof PERSON_STATES)[number];

const teamPersonSchema = z
  .strictObject({
    ...{ id: z.string(), name: z.string(), email: z.string().nullable(), department: z.string().nullable(), admin: z.boolean() },
    state: z.enum(PERSON_STATES),
    seen: z.string().nullable().describe('When a session of the person was last used'),
    link: z.string().nullable().describe('When the open link of the person ends'),
    roles: list(roleIn),
    handing: z
      .strictObject({ done: z.int(), total: z.int(), moving: z.boolean().describe('Whether something was handed over just now') })
      .nullable()
      .describe('How far the records of somebody who leaves are handed over'),
  })
  .meta({ id: 'TeamPerson' });
/** A person as administrators of the installation see one. Instants in ISO 8601. */
export type TeamPerson = z.infer<typeof teamPersonSchema>;

const teamAppSchema = z.strictObject({
  key: z.string(),
  name: labelSchema,
  roles: list(z.strictObject({ key: z.string(), name: labelSchema })),
});
/** An app that one administers, with the roles there are to give. */
export type TeamApp = z.infer<typeof teamAppSchema>;

const linkSchema = z.strictObject({
  ...{ token: z.string(), expires: z.string() },
  mail: z.enum(['sent', 'refused']).nullable().describe('Whether the mail server took a mail with the link; null where there is none'),
});
/** A link that was just made: the only time that its token is there. */
export type PersonLink = z.infer<typeof linkSchema>;

const belongingsSchema = z.strictObject({
  records: list(z.strictObject({ app: labelSchema, entity: labelSchema, count: z.int() })),
  departments: list(z.string()),
  ...{ views: z.int(), tokens: z.int(), sessions: z.int(), roles: z.int(), shares: z.int() },
  heir: z.string().nullable().describe('Who leads the person'),
});
/** What belongs to a person and would be left behind: open records by app and entity, and what else there is. */
export type Belongings = z.infer<typeof belongingsSchema>;

const handOverSchema = z
  .strictObject({
    ...{ app: labelSchema, entity: labelSchema, count: z.int() },
    to: z.string().describe('The name of who took over'),
    by: z.string().describe('The name of who decided it'),
    at: z.string().describe('When the last of them changed hands'),
  })
  .meta({ id: 'HandOver', description: 'Records of one kind that somebody who left handed over' });
/** Records of one kind that somebody who left handed over. Instants in ISO 8601. */
export type HandOver = z.infer<typeof handOverSchema>;

const invited = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  department: z.uuid().nullable().optional(),
  roles: z.array(roleIn).max(100),
});
const byAdmin = { guard: 'installationAdmin', limit: 'small' } as const;

/** The people of the workspace as its administrators look after them. */
export const teamOperations = {
  listTeam: {
    ...{ summary: 'Everybody with state and roles, and the roles there are, in the apps that one administers', guard: 'installationAdmin' },
    answer: z.strictObject({ people: list(teamPersonSchema), apps: list(teamAppSchema) }),
  },
  invitePerson: {
    ...{ summary: 'Adds a person with roles, and makes the link to come in by', ...byAdmin, once: true, body: invited, status: 201 },
    answer: linkSchema.extend({ user: z.string() }),
  },
  makePersonLink: { summary: 'Makes the link of a person anew', guard: 'installationAdmin', once: true, status: 201, answer: linkSchema },
  withdrawPersonLink: { summary: 'Ends the link of a person', guard: 'installationAdmin', answer: done },
  setPersonRole: {
    ...{ summary: 'Gives a person a role in an app, or takes it away', ...byAdmin },
    ...{ body: roleIn.extend({ role: roleIn.shape.role.nullable() }), answer: done },
  },
  listPersonSessions: {
    ...{ summary: 'Where a person is signed in', guard: 'installationAdmin' },
    answer: z.strictObject({ sessions: list(sessionSchema) }),
  },
  endPersonSession: { summary: 'Ends a session of a person', guard: 'installationAdmin', answer: done },
  endPersonSessions: { summary: 'Ends all sessions of a person', guard: 'installationAdmin', answer: done },
  countBelongings: {
    ...{ summary: 'What belongs to a person and would have to be taken over', guard: 'installationAdmin' },
    answer: belongingsSchema,
  },
  listHandOvers: {
    ...{ summary: 'What a person handed over when leaving, the latest first', guard: 'installationAdmin' },
    answer: z.strictObject({ handOvers: list(handOverSchema) }),
  },
  letPersonGo: {
    ...{ summary: 'Lets a person go at once, and hands over what is open to somebody else, which goes on after the answer', ...byAdmin },
    ...{
      body: z.strictObject({ to: z.string().max(64).nullable().describe('Who takes over; null goes on with who was named before') }),
      answer: done,
    },
  },
} satisfies Readonly<Record<string, Operation>>;
