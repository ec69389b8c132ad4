import type { BlockList } from 'node:net';
import type { Language } from '@pipewright/definition';
import type { Sight } from '@pipewright/sql';
import type { Desk } from '../asking/desk.ts';
import type { Auth } from '../auth/auth.ts';
import type { Callers } from '../auth/callers.ts';
import type { Caller } from '../auth/principal.ts';
import type { SessionUse } from '../auth/session-use.ts';
import type { Pool } from '../db/pool.ts';
import type { Events } from '../events/events.ts';
import type { OpenStreams } from '../events/open-streams.ts';
import type { Screens } from '../events/screens.ts';
import type { Afterwards } from '../ground/afterwards.ts';
import type { Post } from '../mail/post.ts';
import type { Published, PublishedApps } from '../published/published.ts';
import type { FileHouse } from '../store/file-store.ts';

/** What the server works with, passed to every part that needs it. */
export interface Server {
  readonly pool: Pool;
  /** For lists, boards and reports: connections of their own with a time limit, so that no question can starve the forms. */
  readonly desk: Desk;
  readonly auth: Auth;
  readonly callers: Callers;
  readonly sessionUse: SessionUse;
  readonly apps: PublishedApps;
  readonly events: Events;
  readonly streams: OpenStreams;
  readonly screens: Screens;
  /** What goes on after its request was answered. */
  readonly afterwards: Afterwards;
  readonly secret: string;
  /** The address people use, where a proxy stands before us. */
  readonly publicUrl: string | undefined;
  /** Proxies whose word on who is behind them is taken. */
  readonly proxies: BlockList;
  readonly templatesDir: string;
  readonly files: FileHouse;
  /** The way letters go out; undefined where no mail server is set. */
  readonly post: Post | undefined;
  /** What deliveries may reach: with `inside`, addresses within this network as well. */
  readonly outgoing: { readonly inside: boolean };
  /** The language of what is written to who has chosen none, and to nobody in particular. */
  readonly language: Language;
  /** True for the embedded demo, whose sign-in page names the demo accounts. */
  readonly demo: boolean;
}

/** What a request inside an app carries once the caller is known. */
export interface InApp {
  readonly caller: Caller;
  readonly published: Published;
  readonly view: Sight;
}

/** Hono's variables. */
export interface Env {
  Variables: { requestId: string; caller: Caller; inApp: InApp };
}
