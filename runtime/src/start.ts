import '@pipewright/ui/style.css';
import { callEarly } from '@pipewright/client';
import { everydaySpeech, startProgram } from '@pipewright/ui';
import { askFirstList } from './first-list.ts';
import { pages, pagesAt } from './pages.ts';

// This runs before the rest of the program is there. What the first page shows is asked for meanwhile, all of it side by side;
// who asks for the same again gets the answer or the fault.
const ignore = () => undefined;
// It sets the language of the page, in which what is asked below is refused.
void startProgram(() => import('./main.tsx'), everydaySpeech);
const names = pagesAt(window.location.pathname);
if (names[0] === 'home') callEarly('listApps', {}).catch(ignore);
if (names[0] === 'home' || names[0] === 'frame') callEarly('readMe', {}).catch(ignore);
if (names[0] === 'frame') askFirstList(window.location).catch(ignore);
for (const name of names) pages[name]().catch(ignore);
