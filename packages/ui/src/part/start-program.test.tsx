import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { Result, startProgram } from '../index.ts';
import type { Speeches } from '../text/speech.ts';

const speech = async () => ({ words: {} as never, locale: { locale: 'en' } as never });
const speeches: Speeches = { en: vi.fn(speech), 'zh-CN': vi.fn(speech) };
const reload = () => vi.spyOn(window.location, 'reload').mockReturnValue();
const gone = new Error('404');

beforeEach(() => {
  document.body.innerHTML = '<div id="root"><i class="pw-start"></i></div>';
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
  localStorage.removeItem('pipewright.language');
  localStorage.removeItem('pipewright.dark');
  document.body.innerHTML = '';
});

describe('a program that begins', () => {
  it.each(['en', 'zh-CN'] as const)(
    'has its language (%s) and darkness before anything is drawn, and fetches those words alone',
    async (language) => {
      localStorage.setItem('pipewright.language', language);
      localStorage.setItem('pipewright.dark', 'true');
      const words = { en: vi.fn(speech), 'zh-CN': vi.fn(speech) };
      const seen: unknown[] = [];
      await startProgram(async () => seen.push(document.documentElement.lang, document.documentElement.dataset.theme), words);
      expect(seen).toEqual([language, 'dark']);
      expect([words.en.mock.calls.length, words['zh-CN'].mock.calls.length]).toEqual(language === 'en' ? [1, 0] : [0, 1]);
      expect(document.querySelector('[role=alert]')).toBeNull();
    },
  );

  it('goes on where only its words cannot be had: the main part asks for them again', async () => {
    const main = vi.fn(async () => undefined);
    await startProgram(main, { en: () => Promise.reject(gone), 'zh-CN': () => Promise.reject(gone) });
    expect(main).toHaveBeenCalledTimes(1);
  });

  it('loads the page anew where the server answers but has another program by now', async () => {
    const again = reload();
    vi.stubGlobal('fetch', async () => ({ ok: true }));
    await startProgram(() => Promise.reject(gone), speeches);
    expect(again).toHaveBeenCalledTimes(1);
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  it.each([
    ['en', 'The page could not be loaded. The server cannot be reached, or is just starting.', 'Reload the page'],
    ['zh-CN', '页面无法加载：服务器无法连接，或者正在启动。', '重新加载页面'],
  ])('says in %s that the server is away, with the way out', async (language, sentence, button) => {
    localStorage.setItem('pipewright.language', language);
    const again = reload();
    vi.stubGlobal('fetch', () => Promise.reject(new Error('away')));
    await expect(startProgram(() => Promise.reject(gone), speeches)).rejects.toBe(gone);
    expect(again).not.toHaveBeenCalled();
    const note = document.querySelector('#root > main[role=alert]');
    expect([note?.querySelector('p')?.textContent, note?.querySelector('button')?.textContent]).toEqual([sentence, button]);
    expect(document.querySelector('.pw-start')).toBeNull();
    note?.querySelector('button')?.click();
    expect(again).toHaveBeenCalledTimes(1);
  });
});

describe('the page for what is not there', () => {
  it('says so, with the way on', async () => {
    await draw(<Result status="404" title="No such record" extra={<button type="button">Back</button>} />);
    expect(await screen.findByText('No such record')).toBeTruthy();
    expect(screen.getByRole('button').textContent).toBe('Back');
  });
});
