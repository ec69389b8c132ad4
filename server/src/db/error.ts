import { DatabaseError } from 'pg';

/** Postgres' codes that mean something a person can act on. */
export const PG = {
  unique: '23505',
  foreignKey: '23503',
  lockNotAvailable: '55P03',
  deadlock: '40P01',
  queryCanceled: '57014',
  planChanged: '0A000',
  shutDown: '57P01',
  crashed: '57P02',
  starting: '57P03',
  tooManyConnections: '53300',
  readOnly: '25006',
} as const;

const AWAY_PG = new Set<string>([PG.shutDown, PG.crashed, PG.starting, PG.tooManyConnections, PG.readOnly]);
const AWAY_NETWORK = /^E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/;
/** The driver's words for a connection that is lost or not to be had; they come without a code. */
const AWAY_WORDS = /^(Connection terminated|Connection ended|timeout e|Client (was closed|has encountered)|Cannot use a pool after)/;

/** The Postgres error behind an exception, if that is what it is. */
export function pgError(error: unknown): DatabaseError | undefined {
  return error instanceof DatabaseError ? error : undefined;
}

/** True where the database could not be reached or was lost on the way. What a lost transaction did is then unknown: it may be committed. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = String((error as { code?: unknown }).code ?? '');
  if (error instanceof DatabaseError) return AWAY_PG.has(code) || code.startsWith('08');
  return AWAY_NETWORK.test(code) || AWAY_WORDS.test(error.message);
}

/** True where a value got past validation that the database cannot store: data exceptions, and what goes beyond its limits. */
export function isUnstorable(error: unknown): boolean {
  return /^(22|54)/.test(pgError(error)?.code ?? '');
}
