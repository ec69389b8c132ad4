import { everydaySpeech, startLanguage, Theme } from '@pipewright/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Runtime } from './runtime.tsx';

await startLanguage(everydaySpeech);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Theme>
      <Runtime />
    </Theme>
  </StrictMode>,
);
