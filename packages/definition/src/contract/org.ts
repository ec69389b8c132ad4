import { z } from 'zod';
import { LANGUAGES } from '../ground/label.ts';
import { done, list, meaning, text } from './common.ts';
import type { Operation } from './operation.ts';
import { PEOPLE } from './page.ts';

const meSchema = z.strictObject({
  ...{ user: z.string(), name: z.string(), installationAdmin: z.boolean() },
  language: z.enum(LANGUAGES).nullable().describe('The language the person has chosen'),
  timeZone: z.string().nullable().describe('By whose clock the person reads moments; null for that of the machine'),
});
/** Who is signed in. */
export type Me = z.infer<typeof meSchema>;

const personSchema = z.strictObject({ id: z.string(), name: z.string(), department: z.string().nullable() });
/** A person for pickers and names. */
export type PersonJson = z.infer<typeof personSchema>;

const departmentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  manager: z.string().nullable(),
});
/** A department. */
export type DepartmentJson = z.infer<typeof departmentSchema>;

const memberSchema = personSchema.extend({ role: z.string() }).meta({ id: 'Member' });
/** A person with a role in an app. */
export type Member = z.infer<typeof memberSchema>;

const word = z.string().trim().min(1).max(100);
const newPerson = z.strictObject({
  name: word,
  email: z.email().max(254).optional(),
  password: z.string().max(1000).optional(),
  department: z.uuid().nullable().optional(),
});
const personChange = z.strictObject({
  name: word.optional(),
  email: z.email().max(254).optional(),
  department: z.uuid().nullable().optional(),
  admin: z.boolean().optional(),
  active: z.literal(true).optional(),
});
const newDepartment = z.strictObject({
  name: word,
  parent: z.uuid().nullable().optional(),
  manager: z.string().max(64).nullable().optional(),
});
const teamLine = z.strictObject({ name: word, manager: word, office: word });
/** A line of a team list: who, led by whom, in which office. */
export type TeamLine = z.infer<typeof teamLine>;

const peopleQuery = z.object({
  search: text('Text to find in names, by pinyin and initials too, or a whole e-mail address'),
  ids: text('Ids of people to name, between commas, whether they still work here or not'),
  limit: meaning({ type: 'integer', minimum: 1, maximum: PEOPLE.most }, `How many; ${PEOPLE.most} unless it is said`),
  near: meaning({ type: 'boolean' }, 'Whether people of the own department come first'),
});

const made = z.strictObject({ id: z.string() });
const byAdmin = { guard: 'installationAdmin', limit: 'small' } as const;

/** People, departments and members. */
export const orgOperations = {
  readMe: { summary: 'Who is signed in', guard: 'signedIn', answer: meSchema },
  listPeople: {
    ...{ summary: 'People of the workspace', guard: 'signedIn' },
    ...{ query: peopleQuery, answer: z.strictObject({ people: list(personSchema) }) },
  },
  listDepartments: {
    ...{ summary: 'Departments of the workspace, parents first', guard: 'signedIn' },
    answer: z.strictObject({ departments: list(departmentSchema) }),
  },
  addPerson: { summary: 'Adds a person', ...byAdmin, once: true, body: newPerson, status: 201, answer: made },
  changePerson: {
    ...{ summary: 'Changes what is known of a person, or lets one who left come back', ...byAdmin },
    ...{ body: personChange, answer: done },
  },
  importPeople: {
    ...{ summary: 'Adds the people of a team list', guard: 'installationAdmin', limit: 'document', status: 201 },
    body: z.strictObject({ lines: z.array(teamLine).min(1).max(20_000) }),
    answer: z.strictObject({ people: z.int(), departments: z.int() }),
  },
  addDepartment: { summary: 'Adds a department', ...byAdmin, once: true, body: newDepartment, status: 201, answer: made },
  changeDepartment: {
    ...{ summary: 'Names or moves a department, or says who leads it', ...byAdmin },
    ...{ body: newDepartment.partial(), answer: done },
  },
  deleteDepartment: { summary: 'Deletes a department that nothing belongs to', guard: 'installationAdmin', answer: done },
  listMembers: {
    ...{ summary: 'Who has which role in the app', guard: 'appAdmin' },
    answer: z.strictObject({ members: list(memberSchema) }),
  },
  setMember: {
    ...{ summary: 'Gives a person a role in the app, or takes it away', guard: 'appAdmin', limit: 'small' },
    ...{ body: z.strictObject({ user: z.string().max(64), role: z.string().max(40).nullable() }), answer: done },
  },
} satisfies Readonly<Record<string, Operation>>;
