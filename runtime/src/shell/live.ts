import { connection, hrefOf } from '@pipewright/client';
import type { AppForPerson } from '@pipewright/definition';
import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { askSince } from '../data/freshness.ts';
import { appQuery, approvalsOf, exceptionsQuery } from '../data/queries.ts';
import { concerns, type News, pause } from './concerns.ts';

/** How soon a question that is being asked already is looked at again. */
const AGAIN_MS = 100;
/** When a stream that was refused is tried again. */
const REOPEN_MS = 5000;

/**
 * Keeps what is on screen right: what news of changes concerns is asked for again, a moment later and each screen at its own; what is not shown is only
 * marked as old. After a lost connection, and when a new version of the app is published, everything shown is asked for.
 */
export function useLiveUpdates(app: string, ready: boolean): void {
  const queries = useQueryClient();
  const away = useSyncExternalStore(connection.subscribe, connection.isAway);
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    if (away || !ready) return undefined;
    const screen = new Refresher(queries, app);
    const source = new EventSource(hrefOf('followEvents', { app }));
    const read = (event: Event) => JSON.parse((event as MessageEvent<string>).data) as News;
    let connected = false;
    source.addEventListener('records', (event) => screen.hear(read(event)));
    const notices = () => {
      void queries.invalidateQueries({ queryKey: ['notices', app] });
      // An exception for a record that is still to be made is news of no record.
      void queries.invalidateQueries({ queryKey: exceptionsQuery(app).queryKey });
      void queries.invalidateQueries({ queryKey: approvalsOf(app) });
    };
    source.addEventListener('notices', notices);
    const lookAgain = (at: number) => {
      notices();
      void queries.invalidateQueries({ queryKey: appQuery(app).queryKey });
      screen.hear({ entity: null, ids: null, at });
    };
    source.addEventListener('publish', (event) => lookAgain(read(event).at));
    source.addEventListener('ready', (event) => {
      if (connected) lookAgain(read(event).at);
      connected = true;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('error', () => {
      void connection.doubt();
      // A stream that breaks off may have been ended because its person was signed out somewhere else.
      void queries.invalidateQueries({ queryKey: ['me'] });
      // The browser opens a stream again that ended, but not one that was refused.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(() => setOpened((n) => n + 1), REOPEN_MS);
    });
    const shown = () => screen.show();
    document.addEventListener('visibilitychange', shown);
    return () => {
      clearTimeout(timer);
      source.close();
      document.removeEventListener('visibilitychange', shown);
      screen.stop();
    };
  }, [app, ready, queries, away, opened]);
}

/** Asks again for what changed, one question once at a time. */
class Refresher {
  private readonly queries: QueryClient;
  private readonly app: string;
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** When the last news was told, which every answer asked from now on must know. */
  private at = 0;

  constructor(queries: QueryClient, app: string) {
    this.queries = queries;
    this.app = app;
  }

  hear(news: News): void {
    this.at = Math.max(this.at, news.at);
    const definition = this.queries.getQueryData<AppForPerson>(appQuery(this.app).queryKey)?.app;
    for (const query of this.queries.getQueryCache().findAll({ queryKey: ['records', this.app] })) {
      const { data } = query.state;
      if (definition && !concerns(definition, { key: query.queryKey, data }, news)) continue;
      if (query.isActive() && !document.hidden)
        this.plan(query, pause(query.queryHash, Date.now() - query.state.dataUpdatedAt, news.at, Math.random()));
      else query.invalidate();
    }
  }

  /** What was marked as old while nobody looked is asked for when somebody does. */
  show(): void {
    if (document.hidden) return;
    for (const query of this.queries.getQueryCache().findAll({ queryKey: ['records', this.app], type: 'active' }))
      if (query.state.isInvalidated) this.plan(query, 0);
  }

  stop(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
  }

  private plan(query: Query, wait: number): void {
    if (this.waiting.has(query.queryHash)) return;
    const ask = () => {
      this.waiting.delete(query.queryHash);
      // An answer that is on its way may be older than the news.
      if (query.state.fetchStatus === 'fetching') return this.plan(query, AGAIN_MS);
      askSince(this.at, () => void this.queries.refetchQueries({ queryKey: query.queryKey, exact: true, type: 'active' }));
    };
    this.waiting.set(query.queryHash, setTimeout(ask, wait));
  }
}
