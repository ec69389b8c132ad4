import { connection } from '@pipewright/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

const AGAIN_MS = 5000;

/** Asks again for what is on screen when the server says that something changed; a new version of the app shows at once too. */
export function useLiveUpdates(app: string, ready: boolean): void {
  const queries = useQueryClient();
  const away = useSyncExternalStore(connection.subscribe, connection.isAway);
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    if (away || !ready) return undefined;
    const source = new EventSource(`/api/apps/${app}/events`);
    source.addEventListener('records', (event) => {
      const { entity } = JSON.parse((event as MessageEvent<string>).data) as { entity: string };
      void queries.invalidateQueries({ queryKey: ['records', app, entity] });
    });
    source.addEventListener('publish', () => {
      void queries.invalidateQueries({ queryKey: ['app', app] });
      void queries.invalidateQueries({ queryKey: ['records', app] });
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('error', () => {
      void connection.doubt();
      // A stream that breaks off may have been ended because its person was signed out somewhere else.
      void queries.invalidateQueries({ queryKey: ['me'] });
      // The browser opens a stream again that ended, but not one that was refused.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(() => setOpened((n) => n + 1), AGAIN_MS);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [app, ready, queries, away, opened]);
}
