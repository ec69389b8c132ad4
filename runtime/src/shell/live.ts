import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Asks again for what is on screen when the server says that something changed; a new version of the app shows at once too. */
export function useLiveUpdates(app: string, ready: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!ready) return undefined;
    const source = new EventSource(`/api/apps/${app}/events`);
    source.addEventListener('records', (event) => {
      const { entity } = JSON.parse((event as MessageEvent<string>).data) as { entity: string };
      void queries.invalidateQueries({ queryKey: ['records', app, entity] });
    });
    source.addEventListener('publish', () => {
      void queries.invalidateQueries({ queryKey: ['app', app] });
      void queries.invalidateQueries({ queryKey: ['records', app] });
    });
    // A stream that breaks off may have been ended because its person was signed out somewhere else.
    source.addEventListener('error', () => void queries.invalidateQueries({ queryKey: ['me'] }));
    return () => source.close();
  }, [app, ready, queries]);
}
