import type { View } from '@pipewright/sql';
import type { Published, PublishedApps } from '../apps/published.ts';
import type { Desk } from '../asking/desk.ts';
import type { Auth } from '../auth/auth.ts';
import type { Caller } from '../auth/principal.ts';
import type { Pool } from '../db/pool.ts';
import type { Events } from '../events/events.ts';
import type { OpenScreens } from '../events/news.ts';

/** What the server works with, passed to every part that needs it. */
export interface Server {
  readonly pool: Pool;
  /** For lists, boards and reports: connections of their own with a time limit, so that no question can starve the forms. */
  readonly desk: Desk;
  readonly auth: Auth;
  readonly apps: PublishedApps;
  readonly events: Events;
  readonly screens: OpenScreens;
  readonly secret: string;
  readonly templatesDir: string;
  /** True for the embedded demo, whose sign-in page names the demo accounts. */
  readonly demo: boolean;
}

/** What a request inside an app carries once the caller is known. */
export interface InApp {
  readonly caller: Caller;
  readonly published: Published;
  readonly view: View;
}

/** Hono's variables. */
export interface Env {
  Variables: { caller: Caller; inApp: InApp };
}
