import type { Sight } from '@pipewright/sql';
import type { Pool } from '../db/pool.ts';
import { log } from '../log/log.ts';
import type { Events } from './events.ts';
import type { AppEvent } from './gathered.ts';
import { sightOf } from './sight.ts';

/** What an open screen hears: which records of an entity changed as far as that person may know; null for any of them, or for anything at all. */
export interface News {
  readonly entity: string | null;
  readonly ids: readonly string[] | null;
  /** True where it is this person's notices that changed. */
  readonly notices?: true;
  /** When it was told, by the database's clock in milliseconds: whoever asks after this finds the change. */
  readonly at: number;
}

interface Screen {
  readonly user: string;
  readonly hear: (news: News) => void;
}

/** What screens are told with: the database, the events, and how people's views of an app are found, as they are at that moment, by user. */
export interface ScreenParts {
  readonly pool: Pool;
  readonly events: Events;
  readonly viewsOf: (users: readonly string[], app: string) => Promise<ReadonlyMap<string, Sight>>;
}

/** The open screens of this server. What they hear is decided when it happens, by the rights that each person has at that moment. */
export class Screens {
  private readonly apps = new Map<string, { screens: Set<Screen>; stop: () => void; last: Promise<void> }>();
  private readonly parts: ScreenParts;

  constructor(parts: ScreenParts) {
    this.parts = parts;
  }

  /** Tells a person's screen what happens in an app until the returned function is called. */
  open(app: string, user: string, hear: (news: News) => void): () => void {
    const screen = { user, hear };
    const known = this.apps.get(app) ?? { screens: new Set<Screen>(), stop: () => undefined, last: Promise.resolve() };
    if (known.screens.size === 0) {
      this.apps.set(app, known);
      // One after the other, so that nobody hears of a later change first.
      known.stop = this.parts.events.listen(app, (event) => {
        known.last = known.last.then(() => this.tell(known.screens, event));
      });
    }
    known.screens.add(screen);
    return () => {
      if (!known.screens.delete(screen) || known.screens.size > 0) return;
      known.stop();
      this.apps.delete(app);
    };
  }

  private async tell(screens: ReadonlySet<Screen>, { app, entity, changes, people, at }: AppEvent & { at: number }): Promise<void> {
    const everything: News = { entity: null, ids: null, at };
    try {
      if (people !== undefined)
        return each(screens, ({ user }) => (people === null || people.includes(user) ? { ...everything, notices: true } : undefined));
      if (entity === null) return each(screens, () => everything);
      const views = await this.parts.viewsOf([...new Set([...screens].map(({ user }) => user))], app);
      const sight = await sightOf(this.parts.pool, [...views.values()], entity, changes);
      each(screens, ({ user }) => {
        const view = views.get(user);
        const seen = view && sight(view);
        return seen && { entity, ids: seen.ids, at };
      });
    } catch (error) {
      // Without knowing who may see what, all that can be said is to look again.
      log.error({ err: error, app }, 'Who may see a change could not be found out.');
      each(screens, () => everything);
    }
  }
}

/** A screen that fails is heard of in the log and keeps nothing from the others. */
function each(screens: ReadonlySet<Screen>, newsFor: (screen: Screen) => News | undefined): void {
  for (const screen of screens) {
    const news = newsFor(screen);
    try {
      if (news) screen.hear(news);
    } catch (error) {
      log.error({ err: error }, 'A screen could not be told of a change.');
    }
  }
}
