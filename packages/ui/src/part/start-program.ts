import type { Language } from '@pipewright/definition';
import { applyDark, firstDark } from '../shell/dark.ts';
import { firstLanguage, type Speeches } from '../text/speech.ts';
import { reloadOnce } from './fetch-part.ts';

// Without the program there are no words but these.
const GONE: Readonly<Record<Language, readonly [sentence: string, again: string]>> = {
  en: ['The page could not be loaded. The server cannot be reached, or is just starting.', 'Reload the page'],
  'zh-CN': ['页面无法加载：服务器无法连接，或者正在启动。', '重新加载页面'],
};

/**
 * Begins a program whose main part is still to be fetched: language and darkness are set at once, its words are fetched beside it.
 * Where the main part cannot be had the page is loaded anew once, and then says so.
 */
export async function startProgram(main: () => Promise<unknown>, speeches: Speeches): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  applyDark(firstDark());
  // The main part asks for the words again and gets these, or the fault.
  speeches[language]().catch(() => undefined);
  try {
    await main();
  } catch (fault) {
    if (await reloadOnce()) return;
    const [sentence, again] = GONE[language];
    const note = document.createElement('main');
    note.setAttribute('role', 'alert');
    note.className = 'pw-gone';
    const button = Object.assign(document.createElement('button'), { textContent: again, onclick: () => window.location.reload() });
    note.append(Object.assign(document.createElement('p'), { textContent: sentence }), button);
    document.getElementById('root')?.replaceChildren(note);
    throw fault;
  }
}
