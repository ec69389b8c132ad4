import '@pipewright/ui/style.css';
import { callEarly } from '@pipewright/client';
import { designSpeech, startProgram } from '@pipewright/ui';
import { openedApp } from './state/opened.ts';

// It sets the language of the page, in which what is asked below is refused.
void startProgram(() => import('./main.tsx'), designSpeech);
// This runs before the rest of the program is there, so that the draft is on its way meanwhile; who asks for it again gets the answer or the fault.
callEarly('readDraft', { app: openedApp() }).catch(() => undefined);
