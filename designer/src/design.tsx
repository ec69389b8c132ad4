import { connection, Refused } from '@pipewright/client';
import { keepPageOnDrop, Reconnecting } from '@pipewright/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useEffect, useState } from 'react';
import { Designer } from './shell/designer.tsx';
import { openedApp } from './state/opened.ts';

/** What screens have asked, none of it yet. */
const newQueries = () =>
  new QueryClient({
    defaultOptions: { queries: { refetchOnWindowFocus: false, retry: (count, error) => !(error instanceof Refused) && count < 2 } },
  });

/** The whole designer of the app that the window's address names; it stands inside the theme. */
export function Design() {
  const [queries] = useState(newQueries);
  useEffect(() => keepPageOnDrop(document), []);
  return (
    <QueryClientProvider client={queries}>
      <Reconnecting way={connection} />
      <AntApp>
        <Designer appKey={openedApp()} />
      </AntApp>
    </QueryClientProvider>
  );
}
