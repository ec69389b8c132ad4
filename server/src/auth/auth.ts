import { type BetterAuthOptions, betterAuth } from 'better-auth';
import type { Pool } from '../db/pool.ts';
import { newId } from '../ground/id.ts';
import { log } from '../log/log.ts';
import { PASSWORD } from './password-rule.ts';
import { SESSION_S } from './sessions.ts';

/** What sign-in needs to know of the installation. */
export interface AuthSettings {
  readonly secret: string;
  /** The address people use, where a proxy stands before us; else it is taken from the request. */
  readonly publicUrl?: string | undefined;
}

/** The header in which the server itself puts the address of the client, whatever the client sent under that name. */
export const CLIENT_HEADER = 'x-pipewright-client';

/** The options of better-auth. `pool` must have the search path `auth` and give dates. How often one may try is counted before it is asked. */
export function authOptions(pool: Pool, settings: AuthSettings): BetterAuthOptions {
  return {
    appName: 'Pipewright',
    database: pool,
    secret: settings.secret,
    ...(settings.publicUrl ? { baseURL: settings.publicUrl } : {}),
    basePath: '/api/auth',
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD.least, maxPasswordLength: PASSWORD.most },
    session: { expiresIn: SESSION_S },
    rateLimit: { enabled: false },
    advanced: { ipAddress: { ipAddressHeaders: [CLIENT_HEADER] }, database: { generateId: () => newId() } },
    telemetry: { enabled: false },
    // What else it would say holds what was typed.
    logger: { level: 'error', log: (_, message, ...more) => log.warn({ err: more.find((each) => each instanceof Error) }, message) },
  };
}

/** Sign-in, sessions and sign-out. */
export type Auth = ReturnType<typeof createAuth>;

/** Makes the sign-in part of the server. */
export function createAuth(pool: Pool, settings: AuthSettings) {
  return betterAuth(authOptions(pool, settings));
}
