import { z } from 'zod';
import { LANGUAGES } from '../ground/label.ts';
import { done, list } from './common.ts';
import type { Operation } from './operation.ts';

/** The shape of a session. */
export const sessionSchema = z.strictObject({
  id: z.string(),
  device: z.strictObject({ browser: z.string().nullable(), system: z.string().nullable() }),
  address: z.string(),
  since: z.string(),
  used: z.string(),
  current: z.boolean(),
});
/** A session of one's own; the id names it and opens nothing. Instants in ISO 8601. */
export type Session = z.infer<typeof sessionSchema>;

const accountSchema = z.strictObject({ name: z.string(), email: z.string(), sessions: list(sessionSchema) });
/** One's own account. */
export type Account = z.infer<typeof accountSchema>;

const wish = z.strictObject({
  name: z.string().trim().min(1).max(80),
  app: z.string().max(40),
  writes: z.boolean(),
  days: z.int().min(1).max(366),
});
/** What a token is to be: for which app, whether it may change records, and for how many days. */
export type TokenWish = z.infer<typeof wish>;

const tokenSchema = z.strictObject({
  ...{ id: z.string(), name: z.string(), app: z.string(), writes: z.boolean() },
  ...{ since: z.string(), expires: z.string(), used: z.string().nullable() },
});
/** A token with which a program comes in one's own name; the id names it and opens nothing. Instants in ISO 8601. */
export type Token = z.infer<typeof tokenSchema>;
const newTokenSchema = tokenSchema.extend({ token: z.string() });
/** A token that was just made: the only time that the token itself is there. */
export type NewToken = z.infer<typeof newTokenSchema>;

// Longer than any address or password, so that one that is too long is simply wrong.
const signIn = z.strictObject({ email: z.string().max(1000), password: z.string().max(1000) });
const change = z.strictObject({ current: z.string().max(1000), password: z.string().max(1000), keepOthers: z.boolean().optional() });
const first = z.strictObject({
  token: z.string().max(100),
  company: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: z.string().max(1000),
});

const profile = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  language: z.enum(LANGUAGES).optional(),
  timeZone: z.string().max(60).nullable().optional(),
});

const token = z.string().max(100);
const invitationSchema = z.strictObject({
  company: z.string(),
  name: z.string(),
  email: z.string(),
  returns: z.boolean().describe('Whether the person had a password before'),
  expires: z.string(),
});
/** What a link says to whoever opens it. */
export type Invitation = z.infer<typeof invitationSchema>;

/** Signing in and out, and one's own account. */
export const accountOperations = {
  signIn: { summary: 'Signs in', guard: 'public', limit: 'small', body: signIn, answer: done },
  signOut: { summary: 'Ends this session', guard: 'public', answer: done },
  renewSession: { summary: 'Keeps this session alive', guard: 'signedIn', answer: done },
  setUp: { summary: 'Makes the first administrator', guard: 'public', limit: 'small', body: first, status: 201, answer: done },
  forgotPassword: {
    ...{ summary: 'Sends a link to a new password, where there is such an account', guard: 'public', limit: 'small' },
    ...{ body: z.strictObject({ email: z.string().max(254) }), answer: done },
  },
  readInvitation: {
    ...{ summary: 'Whom a link is for', guard: 'public', limit: 'small', reads: true },
    ...{ body: z.strictObject({ token }), answer: invitationSchema },
  },
  acceptInvitation: {
    ...{ summary: 'Sets a password by a link, once, and ends all sessions of its person', guard: 'public', limit: 'small' },
    ...{ body: z.strictObject({ token, password: z.string().max(1000) }), answer: z.strictObject({ email: z.string() }) },
  },
  readAccount: { summary: "One's own account", guard: 'signedIn', answer: accountSchema },
  changeProfile: {
    ...{ summary: "Changes one's own name, language and time zone", guard: 'signedIn', limit: 'small', body: profile, answer: done },
  },
  changePassword: { summary: "Changes one's own password", guard: 'signedIn', limit: 'small', body: change, answer: done },
  endOtherSessions: { summary: "Ends all of one's own sessions but this one", guard: 'signedIn', answer: done },
  endSession: { summary: "Ends one of one's own sessions", guard: 'signedIn', answer: done },
  endSessions: { summary: "Ends all of one's own sessions", guard: 'signedIn', answer: done },
  listTokens: { summary: "One's own tokens, the newest first", guard: 'signedIn', answer: z.strictObject({ tokens: list(tokenSchema) }) },
  makeToken: { summary: 'Makes a token', guard: 'signedIn', limit: 'small', once: true, body: wish, status: 201, answer: newTokenSchema },
  endToken: { summary: 'Ends a token at once', guard: 'signedIn', answer: done },
} satisfies Readonly<Record<string, Operation>>;
