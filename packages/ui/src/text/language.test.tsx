import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { act, draw, screen } from '../../../../test/dom/draw.tsx';
import { changeLanguage, designSpeech, everydaySpeech, startLanguage, useText } from '../index.ts';
import { localeOf, TextContext } from './language.ts';
import { firstLanguage, keepLanguage } from './speech.ts';

beforeEach(() => localStorage.removeItem('pipewright.language'));
afterEach(async () => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.language');
  await startLanguage(designSpeech);
});

function Words() {
  const { t, say, language } = useText();
  return (
    <output>{[language, t('board.days', { count: 3 }), say({ en: 'Deal', 'zh-CN': '商机' }), `[${say(undefined)}]`].join(' | ')}</output>
  );
}

describe('the first language', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['ZH-TW', 'zh-CN'],
    ['en-GB', 'en'],
    ['ar', 'en'],
  ])('of a browser that asks for %s is %s', (asked, language) => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue(asked);
    expect(firstLanguage()).toBe(language);
  });

  it('is the one that was used last, and never one that is not spoken', () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('en');
    keepLanguage('zh-CN');
    expect(firstLanguage()).toBe('zh-CN');
    localStorage.setItem('pipewright.language', 'tlh');
    expect(firstLanguage()).toBe('en');
  });
});

describe('the words of a screen', () => {
  it('are in the language of the moment, with what fills their places', async () => {
    await draw(<Words />);
    expect(screen.getByRole('status').textContent).toBe('en | 3 days in stage | Deal | []');
    await act(() => changeLanguage('zh-CN'));
    expect(screen.getByRole('status').textContent).toBe('zh-CN | 停留 3 天 | 商机 | []');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(localeOf('zh-CN')?.locale).toBe('zh-cn');
  });

  it('stay as they are where the other language cannot be fetched', async () => {
    const fetched = vi.fn(async () => Promise.reject(new Error('offline')));
    // A copy of its own: what it learns is not known to whoever draws afterwards.
    const apart = (await import('./language.ts?apart' as string)) as typeof import('./language.ts');
    await apart.startLanguage({ en: everydaySpeech.en, 'zh-CN': fetched });
    const before = document.documentElement.lang;
    await expect(apart.changeLanguage('zh-CN')).rejects.toThrow('offline');
    expect(document.documentElement.lang).toBe(before);
    expect(apart.localeOf('zh-CN')).toBeUndefined();
  });

  it('are none outside the theme, which is a mistake of whoever draws there', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const outside = (
      <TextContext.Provider value={undefined}>
        <Words />
      </TextContext.Provider>
    );
    await expect(draw(outside)).rejects.toThrow('Not inside the theme');
  });

  it('are more for who designs than for who works, and the same where both have them', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const [everyday, design] = await Promise.all([everydaySpeech[language](), designSpeech[language]()]);
      expect(Object.keys(design.words).length).toBeGreaterThan(Object.keys(everyday.words).length);
      for (const [key, words] of Object.entries(everyday.words)) expect((design.words as Record<string, string>)[key]).toBe(words);
    }
  });
});
