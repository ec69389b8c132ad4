import { designSpeech, startLanguage, Theme } from '@pipewright/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Design } from './design.tsx';

await startLanguage(designSpeech);
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Theme>
      <Design />
    </Theme>
  </StrictMode>,
);
