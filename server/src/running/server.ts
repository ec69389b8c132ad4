import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '@pipewright/definition';
import { DESK_CONNECTIONS, openDesk } from '../asking/desk.ts';
import { keepAttemptsShort } from '../auth/attempts.ts';
import { type Auth, type AuthSettings, authOptions, createAuth } from '../auth/auth.ts';
import { Callers } from '../auth/callers.ts';
import { SessionUse } from '../auth/session-use.ts';
import { CallWorker } from '../automations/call-worker.ts';
import { KEPT_DAYS, keepRunsShort } from '../automations/forget.ts';
import { Worker } from '../automations/worker.ts';
import { migrate } from '../db/migrate.ts';
import { keepOutboxesShort } from '../db/outbox.ts';
import { openPool } from '../db/pool.ts';
import { keepDeliveriesShort } from '../deliveries/trim.ts';
import { DeliveryWorker } from '../deliveries/worker.ts';
import { trustedProxies } from '../door/client-address.ts';
import { viewsOf } from '../door/enter.ts';
import type { Server } from '../door/env.ts';
import { Events } from '../events/events.ts';
import { OpenStreams } from '../events/open-streams.ts';
import { Screens } from '../events/screens.ts';
import { keepFilesSwept } from '../files/sweep.ts';
import { Afterwards } from '../ground/afterwards.ts';
import { USUAL } from '../ground/language.ts';
import { ChanceWorker } from '../learning/keep.ts';
import type { MailSettings } from '../mail/mail-settings.ts';
import { openPost } from '../mail/post.ts';
import { NoticeMail } from '../notices/notice-mail.ts';
import { keepNoticesShort } from '../notices/trim.ts';
import { PublishedApps } from '../published/published.ts';
import type { FileHouse } from '../store/file-store.ts';
import { folderStore } from '../store/folder-store.ts';
import type { S3Settings } from '../store/s3-settings.ts';
import { s3Store } from '../store/s3-store.ts';
import type { Role } from './config.ts';

/** What a server is made of. */
export interface ServerSettings {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly root: string;
  readonly demo: boolean;
  readonly publicUrl?: string | undefined;
  /** Addresses and networks of proxies, separated by commas. */
  readonly trustedProxies?: string | undefined;
  readonly connections?: number;
  /** What this process is for: answering people, carrying on what runs by itself, or both. */
  readonly role?: Role;
  /** The language of letters to who has chosen none. */
  readonly language?: Language | undefined;
  /** For how many days it is kept what automations did. */
  readonly keepRunsDays?: number;
  /** Where contents of files lie, and what is on its way in; a folder for what is temporary where it is not said. */
  readonly filesDir?: string;
  /** Through which mail server letters go. */
  readonly mail?: MailSettings | undefined;
  /** What deliveries may reach; nothing within this network where it is not said. */
  readonly outgoing?: Server['outgoing'];
  /** Where contents lie instead of a folder. */
  readonly s3?: S3Settings | undefined;
  readonly mostFileMegabytes?: number;
  /** The slowest that a file may come in: so many bytes in so many milliseconds. */
  readonly slowestFile?: FileHouse['slowest'];
}

/** A server that can be asked, and ended. */
export interface RunningServer extends Server {
  /** Sends what is to leave the house, once it is started. */
  readonly deliveries: DeliveryWorker;
  readonly calls: CallWorker;
  /** Tells notices by mail, once it is started. */
  readonly noticeMail: NoticeMail;
  /** Carries on what runs by itself, once it is started. */
  readonly automations: Worker;
  /** Keeps probabilities as own history tells them, once it is started. */
  readonly chances: ChanceWorker;
  /** False for a process that only answers people. */
  readonly works: boolean;
  readonly close: () => Promise<void>;
}

/** After this the database gives a question up. */
const LONGEST_QUESTION_MS = 20_000;

/** Connects, migrates, and puts the parts together. Nothing listens yet. */
export async function openServer(from: ServerSettings): Promise<RunningServer> {
  const { databaseUrl, secret, root, demo, publicUrl, connections = 12, language = USUAL } = from;
  const proxies = trustedProxies(from.trustedProxies ?? '');
  const pool = openPool(databaseUrl, { max: connections });
  const asking = { statementTimeout: LONGEST_QUESTION_MS, plans: 'by values' } as const;
  const listPool = openPool(databaseUrl, { ...asking, max: DESK_CONNECTIONS.list });
  const reportPool = openPool(databaseUrl, { ...asking, max: DESK_CONNECTIONS.heavy });
  const heardPool = openPool(databaseUrl, { ...asking, max: DESK_CONNECTIONS.heard, processors: 'one' });
  const allPool = openPool(databaseUrl, { ...asking, max: DESK_CONNECTIONS.all });
  const authPool = openPool(databaseUrl, { max: 4, searchPath: 'auth', instants: 'dates' });
  const settings: AuthSettings = { secret, publicUrl };
  const filesDir = from.filesDir ?? join(tmpdir(), 'pipewright-files');
  const store = from.s3 ? s3Store(from.s3) : folderStore(join(filesDir, 'contents'));
  const files = { store, incoming: join(filesDir, 'incoming'), mostMegabytes: from.mostFileMegabytes ?? 50, slowest: from.slowestFile };
  const apps = new PublishedApps(language);
  const stopTrimming = [
    keepOutboxesShort(pool),
    keepAttemptsShort(pool),
    keepFilesSwept({ pool, files }),
    keepNoticesShort(pool),
    keepDeliveriesShort(pool),
    ...(from.role === 'web' ? [] : [keepRunsShort({ pool, apps }, from.keepRunsDays ?? KEPT_DAYS)]),
  ];
  const sessionUse = new SessionUse(pool);
  const streams = new OpenStreams(pool);
  const afterwards = new Afterwards();
  const post = from.mail && openPost(from.mail);
  const noticeMail = new NoticeMail({ pool, apps, language, ...(post ? { post } : {}), ...(publicUrl ? { publicUrl } : {}) });
  const close = async () => {
    await Promise.all([afterwards.stop(), noticeMail.stop(), deliveries.stop(), automations.stop(), calls.stop(), chances.stop()]);
    for (const stop of stopTrimming) stop();
    streams.stop();
    events.stop();
    callers.stop();
    await sessionUse.stop();
    await Promise.all([pool.end(), ears.end(), listPool.end(), reportPool.end(), heardPool.end(), allPool.end(), authPool.end()]);
  };
  // Those that listen keep their connections, which would be missing where requests wait for one.
  const ears = openPool(databaseUrl, { max: 4 });
  const outgoing = from.outgoing ?? { inside: false };
  const deliveries = new DeliveryWorker({ pool, ears, sender: { secret, publicUrl, post, outgoing } });
  const events = new Events(pool, ears);
  const calls = new CallWorker({ server: { pool, apps }, sender: { secret, outgoing } });
  const automations = new Worker({ pool, events, apps, language }, ears, () => calls.wake());
  const chances = new ChanceWorker({ pool, events, apps });
  const callers = new Callers(pool, ears);
  try {
    await migrate(pool, authOptions(authPool, settings));
  } catch (error) {
    await close();
    throw error;
  }
  const auth: Auth = createAuth(authPool, settings);
  await Promise.all([events.start(), callers.start()]);
  const desk = openDesk({ listPool, reportPool, heardPool, allPool, pool, clock: () => events.clock() });
  const screens = new Screens({ pool, events, viewsOf: (users, app) => viewsOf({ apps }, pool, users, app) });
  const given = { secret, publicUrl, proxies, templatesDir: join(root, 'templates'), files, demo, post, outgoing, language };
  const working = { deliveries, noticeMail, automations, calls, chances, works: from.role !== 'web' };
  return { pool, desk, auth, callers, sessionUse, apps, events, streams, screens, afterwards, ...working, ...given, close };
}
