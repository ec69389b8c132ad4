import { callersOf } from '../auth/principal.ts';
import { enterApp } from '../http/enter.ts';
import type { Server } from '../http/env.ts';
import type { AppEvent } from './gathered.ts';
import type { News, OpenScreens } from './news.ts';
import { sightOf } from './sight.ts';

interface Screen {
  readonly user: string;
  readonly hear: (news: News) => void;
}

/** The open screens of this server. What they hear is decided when it happens, by the rights that each person has at that moment. */
export class Screens implements OpenScreens {
  private readonly apps = new Map<string, { screens: Set<Screen>; stop: () => void; last: Promise<void> }>();
  private readonly server: Pick<Server, 'pool' | 'apps' | 'events'>;

  constructor(server: Pick<Server, 'pool' | 'apps' | 'events'>) {
    this.server = server;
  }

  /** Tells a person's screen what happens in an app until the returned function is called. */
  open(app: string, user: string, hear: (news: News) => void): () => void {
    const screen = { user, hear };
    const known = this.apps.get(app) ?? { screens: new Set<Screen>(), stop: () => undefined, last: Promise.resolve() };
    if (known.screens.size === 0) {
      this.apps.set(app, known);
      // One after the other, so that nobody hears of a later change first.
      known.stop = this.server.events.listen(app, (event) => {
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

  private async tell(screens: ReadonlySet<Screen>, { app, entity, changes, at }: AppEvent & { at: number }): Promise<void> {
    const everything: News = { entity: null, ids: null, at };
    try {
      if (entity === null) return each(screens, () => everything);
      const { pool, apps } = this.server;
      const users = [...new Set([...screens].map(({ user }) => user))];
      const inside = await Promise.all((await callersOf(pool, users, app)).map((caller) => enterApp({ apps, pool }, caller, app)));
      const views = new Map(inside.flatMap((found) => (found ? [[found.caller.user, found.view]] : [])));
      const sight = await sightOf(pool, [...views.values()], entity, changes);
      each(screens, ({ user }) => {
        const view = views.get(user);
        const seen = view && sight(view);
        return seen && { entity, ids: seen.ids, at };
      });
    } catch (error) {
      // Without knowing who may see what, all that can be said is to look again.
      console.error(error);
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
      console.error(error);
    }
  }
}
