import { connection, Refused } from '@pipewright/client';
import { keepPageOnDrop, Reconnecting } from '@pipewright/ui';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { forgetOwn } from './data/own.ts';
import { newRouter } from './router.tsx';

/** What screens have asked, none of it yet. */
function newQueries(): QueryClient {
  forgetOwn();
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
  return queries;
}

/** The whole runtime at the address of the window; it stands inside the theme. */
export function Runtime() {
  const [queries] = useState(newQueries);
  const [router] = useState(newRouter);
  useEffect(() => keepPageOnDrop(document), []);
  // What is on screen may be older than it looks.
  useEffect(() => connection.onReturn(() => void queries.invalidateQueries()), [queries]);
  return (
    <QueryClientProvider client={queries}>
      <Reconnecting way={connection} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
