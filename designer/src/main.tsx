import '@pipewright/ui/style.css';
import { connection, Refused } from '@pipewright/client';
import { Reconnecting, startLanguage, Theme } from '@pipewright/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Designer } from './shell/designer.tsx';

const queries = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, retry: (count, error) => !(error instanceof Refused) && count < 2 } },
});
const app = new URLSearchParams(window.location.search).get('app') ?? '';

await startLanguage();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Theme>
        <Reconnecting way={connection} />
        <Designer appKey={app} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
