import '@pipewright/ui/style.css';
import { askEarly } from '@pipewright/client';
import { applyDark, everydaySpeech, firstDark, firstLanguage, reloadOnce } from '@pipewright/ui';
import { pages, pagesAt } from './pages.ts';
import { askFirstList } from './records/first-list.ts';

// This runs before the rest of the program is there. What the first page shows is asked for meanwhile, all of it side by side.
const language = firstLanguage();
document.documentElement.lang = language;
applyDark(firstDark());
const names = pagesAt(window.location.pathname);
const ignore = () => undefined;

if (names[0] === 'home') askEarly('/apps').catch(ignore);
if (names[0] === 'home' || names[0] === 'frame') askEarly('/me').catch(ignore);
if (names[0] === 'frame') askFirstList(window.location).catch(ignore);

const main = import('./main.tsx');
// Who asks for these again gets the same, or the fault.
everydaySpeech[language]().catch(ignore);
for (const name of names) pages[name]().catch(ignore);

const GONE = {
  en: ['The page could not be loaded. The server cannot be reached, or is just starting.', 'Reload the page'],
  'zh-CN': ['页面无法加载：服务器无法连接，或者正在启动。', '重新加载页面'],
} as const;

main.catch(async (fault: unknown) => {
  if (await reloadOnce()) return;
  // Without the program there are no words but these.
  const [sentence, again] = GONE[language];
  const note = document.createElement('main');
  note.setAttribute('role', 'alert');
  note.style.cssText = 'padding:32px;font:16px/1.6 sans-serif;background:#fff;color:#222';
  const button = Object.assign(document.createElement('button'), { textContent: again, onclick: () => window.location.reload() });
  note.append(Object.assign(document.createElement('p'), { textContent: sentence }), button);
  document.getElementById('root')?.replaceChildren(note);
  throw fault;
});
