import '@pipewright/ui/style.css';
import { connection, Refused } from '@pipewright/client';
import { Reconnecting, startLanguage, Theme } from '@pipewright/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, refetchOnWindowFocus: false, retry: (count, error) => !(error instanceof Refused) && count < 2 },
  },
});

// What is on screen may be older than it looks.
connection.onReturn(() => void queries.invalidateQueries());
await startLanguage();
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
