import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language, MOST_MEGABYTES } from '@pipewright/definition';
import { KEPT_DAYS } from '../automations/forget.ts';
import { USUAL } from '../ground/language.ts';
import { LOG_LEVELS, levelOf } from '../log/log.ts';
import { type MailSettings, readMailSettings } from '../mail/mail-settings.ts';
import { readS3Settings, type S3Settings } from '../store/s3-settings.ts';

/** The longest that it may be kept what automations did. */
const MOST_KEPT_DAYS = 3650;

/** What a process may be for. */
export const ROLES = ['all', 'web', 'worker'] as const;
/** What a process is for: answering people, carrying on what runs by itself, or both. */
export type Role = (typeof ROLES)[number];

/** Settings from the environment and the command line. */
export interface Config {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: string | undefined;
  readonly secret: string;
  readonly root: string;
  /** The largest file that records take, in megabytes. */
  readonly mostFileMegabytes: number;
  /** Where contents of files lie; undefined for the data folder. */
  readonly s3: S3Settings | undefined;
  /** What this process is for. */
  readonly role: Role;
  /** The language of letters to who has chosen none. */
  readonly language: Language;
  /** For how many days it is kept what automations did. */
  readonly keepRunsDays: number;
  /** Through which mail server letters go; undefined where none do. */
  readonly mail: MailSettings | undefined;
  /** Whether deliveries may reach addresses within this network. */
  readonly outgoing: { readonly inside: boolean };
}

/**
 * Reads the settings; what is missing gets its default. Without SECRET one is made and kept in the data folder.
 * @param args what the start was given on the command line, which goes before the environment
 */
export function readConfig(env: NodeJS.ProcessEnv, root: string, args: readonly string[] = []): Config {
  const { values: flags } = parseArgs({ args: [...args], options: { role: { type: 'string' } } });
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT must be a number up to 65535, not “${env.PORT}”.`);
  const dataDir = resolve(root, env.DATA_DIR ?? 'data');
  if (!levelOf(env.LOG_LEVEL)) throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not “${env.LOG_LEVEL}”.`);
  const mostFileMegabytes = Number(env.MAX_FILE_MB || 50);
  if (!Number.isInteger(mostFileMegabytes) || mostFileMegabytes < 1 || mostFileMegabytes > MOST_MEGABYTES)
    throw new Error(`MAX_FILE_MB must be a whole number from 1 to ${MOST_MEGABYTES}, not “${env.MAX_FILE_MB}”.`);
  const keepRunsDays = Number(env.KEEP_RUNS_DAYS || KEPT_DAYS);
  if (!Number.isInteger(keepRunsDays) || keepRunsDays < 1 || keepRunsDays > MOST_KEPT_DAYS)
    throw new Error(`KEEP_RUNS_DAYS must be a whole number from 1 to ${MOST_KEPT_DAYS}, not “${env.KEEP_RUNS_DAYS}”.`);
  const language = LANGUAGES.find((each) => each === (env.DEFAULT_LANGUAGE || USUAL));
  if (!language) throw new Error(`DEFAULT_LANGUAGE must be one of ${LANGUAGES.join(', ')}, not “${env.DEFAULT_LANGUAGE}”.`);
  if (!['', 'allow'].includes(env.OUTGOING_PRIVATE ?? ''))
    throw new Error(`OUTGOING_PRIVATE must be allow or left out, not “${env.OUTGOING_PRIVATE}”.`);
  return {
    port,
    mostFileMegabytes,
    keepRunsDays,
    language,
    role: flags.role === undefined ? readRole('ROLE', env.ROLE || undefined) : readRole('--role', flags.role),
    s3: readS3Settings(env),
    mail: readMailSettings(env),
    outgoing: { inside: env.OUTGOING_PRIVATE === 'allow' },
    dataDir,
    root,
    databaseUrl: env.DATABASE_URL || undefined,
    publicUrl: env.PUBLIC_URL || undefined,
    trustedProxies: env.TRUSTED_PROXIES || undefined,
    secret: env.SECRET || keptSecret(dataDir),
  };
}

function readRole(name: string, given: string | undefined): Role {
  const role = ROLES.find((each) => each === (given ?? 'all'));
  if (!role) throw new Error(`${name} must be one of ${ROLES.join(', ')}, not “${given}”.`);
  return role;
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    // Renamed when complete: a stop between the two would leave an empty secret.
    writeFileSync(`${file}.new`, randomBytes(32).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}
