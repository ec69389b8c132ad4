import { connection, Refused } from '@pipewright/client';
import { designSpeech, Reconnecting, startLanguage, Theme } from '@pipewright/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Designer } from './shell/designer.tsx';
import { openedApp } from './state/opened.ts';

const queries = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, retry: (count, error) => !(error instanceof Refused) && count < 2 } },
});

await startLanguage(designSpeech);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Theme>
        <Reconnecting way={connection} />
        <AntApp>
          <Designer appKey={openedApp()} />
        </AntApp>
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
