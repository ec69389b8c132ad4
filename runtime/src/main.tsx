import { connection, Refused } from '@pipewright/client';
import { everydaySpeech, Reconnecting, startLanguage, Theme } from '@pipewright/ui';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.tsx';

const queries: QueryClient = new QueryClient({
  // Whoever was signed out somewhere else hears it at the next question, and the frame asks who is there.
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (error instanceof Refused && error.status === 401 && queryKey[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
    },
  }),
  defaultOptions: {
    queries: { staleTime: 10_000, refetchOnWindowFocus: false, retry: (count, error) => !(error instanceof Refused) && count < 2 },
  },
});

// What is on screen may be older than it looks.
connection.onReturn(() => void queries.invalidateQueries());
await startLanguage(everydaySpeech);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Theme>
        <Reconnecting way={connection} />
        <RouterProvider router={router} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
