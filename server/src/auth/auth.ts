import { type BetterAuthOptions, betterAuth } from 'better-auth';
import type { Pool } from '../db/pool.ts';
import { newId } from '../id.ts';

/** What sign-in needs to know of the installation. */
export interface AuthSettings {
  readonly secret: string;
  /** The address people use, where a proxy stands before us; else it is taken from the request. */
  readonly publicUrl?: string | undefined;
  /** Sign-in attempts of one address in a row, with less than `QUIET_S` between them. */
  readonly attempts: number;
}

/**
 * Seconds without an attempt after which an address starts anew. better-auth counts on as long as attempts follow each other within the window, so a
 * long one would lock out an office in which people sign in one after the other.
 */
const QUIET_S = 10;

/** The header in which the server itself puts the address of the client, whatever the client sent under that name. */
export const CLIENT_HEADER = 'x-pipewright-client';

/** The options of better-auth. `pool` must have the search path `auth`. */
export function authOptions(pool: Pool, settings: AuthSettings): BetterAuthOptions {
  return {
    appName: 'Pipewright',
    database: pool,
    secret: settings.secret,
    ...(settings.publicUrl ? { baseURL: settings.publicUrl } : {}),
    basePath: '/api/auth',
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: QUIET_S, max: settings.attempts } },
    },
    advanced: { ipAddress: { ipAddressHeaders: [CLIENT_HEADER] }, database: { generateId: () => newId() } },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  };
}

/** Sign-in, sessions and sign-out. */
export type Auth = ReturnType<typeof createAuth>;

/** Makes the sign-in part of the server. */
export function createAuth(pool: Pool, settings: AuthSettings) {
  return betterAuth(authOptions(pool, settings));
}
