import type { z } from 'zod';

/** Who may pass to an operation: everybody, who is signed in, who has a role in the app, its administrators, or those of the installation. */
export const GUARDS = ['public', 'signedIn', 'member', 'appAdmin', 'installationAdmin'] as const;
/** Who may pass to an operation. Programs with a token pass where members do. */
export type Guard = (typeof GUARDS)[number];

/** How much a body may hold: nothing, a few words, a document or many values, or a file. */
export type Limit = 'none' | 'small' | 'document' | 'file';

/** What an operation is but for its address: who may ask it, what is sent, and what is answered where it goes well. */
export interface Operation {
  /** What it does, in one sentence, for who writes programs. */
  readonly summary: string;
  readonly guard: Guard;
  /** Left out where no body is expected. */
  readonly limit?: Limit;
  /** True for a question that is posted because it is too long for an address: it changes nothing. */
  readonly reads?: true;
  /** True for what is for screens alone, not for programs with a token. */
  readonly screens?: true;
  /** Sent once or twice under the same `Idempotency-Key`, it is done once. */
  readonly once?: true;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What a file is sent as, where that is not CSV. */
  readonly takes?: 'application/octet-stream';
  /** The status of success where it is not 200. */
  readonly status?: 201 | 202;
  readonly answer: z.ZodType;
  /** What the answer is where it is not JSON. */
  readonly media?: 'text/csv' | 'text/event-stream' | 'text/calendar' | 'application/octet-stream';
}
