import { Select } from 'antd';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { act, draw, screen, waitFor } from '../../../../test/dom/draw.tsx';
import { Badge, DarkSwitch, LanguageSwitch, Reconnecting, statusColors, tones, useText, ViewSwitch, type Way } from '../index.ts';

function Said() {
  const { t, language } = useText();
  return (
    <output>
      {language} {t('value.yes')}
    </output>
  );
}

describe('the switches', () => {
  it('change the language of everything at once and remember it', async () => {
    const { person } = await draw(
      <>
        <LanguageSwitch />
        <Said />
      </>,
    );
    await person.click(screen.getByRole('button', { name: /中文/ }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('zh-CN 是'));
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(localStorage.getItem('pipewright.language')).toBe('zh-CN');
    await person.click(screen.getByRole('button', { name: /English/ }));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('en Yes'));
  });

  it('change between light and dark, and say what they will do', async () => {
    const { person } = await draw(<DarkSwitch />);
    const before = screen.getByRole('button').getAttribute('aria-label');
    await person.click(screen.getByRole('button'));
    expect(screen.getByRole('button').getAttribute('aria-label')).not.toBe(before);
    await person.click(screen.getByRole('button'));
    expect(screen.getByRole('button').getAttribute('aria-label')).toBe(before);
  });
});

describe('the note that the server is away', () => {
  it('comes and goes, and covers nothing', async () => {
    let away = false;
    let told: () => void = () => undefined;
    const speak = vi.fn();
    const way: Way = {
      isAway: () => away,
      subscribe: (listener) => {
        told = listener;
        return () => undefined;
      },
      speak,
    };
    await draw(<Reconnecting way={way} />);
    const note = screen.getByRole('status');
    expect(note.textContent).toBe('');
    await act(async () => {
      away = true;
      told();
    });
    expect(note.textContent?.trim().length).toBeGreaterThan(5);
    await act(async () => {
      away = false;
      told();
    });
    expect(note.textContent).toBe('');
    expect(speak).toHaveBeenCalledWith(expect.stringMatching(/\w+ \w+/));
  });
});

describe('the choice between views', () => {
  function Switch({ count }: { count: number }) {
    const [value, setValue] = useState('v1');
    const items = Array.from({ length: count }, (_, i) => ({ key: `v${i + 1}`, label: `View ${i + 1}` }));
    return (
      <>
        <ViewSwitch label="Views" value={value} items={items} onChange={setValue} />
        <output>{value}</output>
      </>
    );
  }

  it('is a row of tabs where they fit, and a menu where they do not', async () => {
    const { person } = await draw(<Switch count={3} />);
    await person.click(screen.getByRole('tab', { name: 'View 2' }));
    expect(screen.getByRole('status').textContent).toBe('v2');
    const { person: other } = await draw(<Switch count={9} />);
    expect(screen.queryByRole('tab')).toBeNull();
    await other.click(screen.getByRole('button', { name: 'Views: View 1' }));
    await other.click(await screen.findByRole('menuitem', { name: 'View 9' }));
    expect(screen.getByRole('status').textContent).toBe('v9');
    expect(screen.getByRole('button', { name: 'Views: View 9' })).toBeTruthy();
  });
});

describe('the sign that empties a select', () => {
  it.each([
    ['zh-CN', '清空'],
    ['en', 'Clear'],
  ] as const)('is said in the language of the screen, and led to by Tab where no key empties (%s)', async (language, words) => {
    await draw(<Select allowClear value="a" options={[{ value: 'a', label: 'A' }]} />, language);
    expect(screen.getByRole('button', { name: words }).tabIndex).toBe(0);
  });
});

describe('colours', () => {
  /** How much lighter one colour is than another, as WCAG counts it. */
  const contrast = (a: string, b: string) => {
    const light = (hex: string) => {
      const part = (at: number) => {
        const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
        return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
    };
    const [more = 0, less = 0] = [light(a), light(b)].sort((x, y) => y - x);
    return (more + 0.05) / (less + 0.05);
  };

  it('can be read on their ground, in light and in dark', () => {
    for (const { light, dark } of Object.values(tones))
      for (const [ink, ground] of [light, dark]) expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('are there for every status', async () => {
    expect(Object.keys(statusColors).sort()).toEqual(['future', 'lost', 'open', 'paused', 'void', 'won']);
    await draw(<Badge color={statusColors.won}>Won</Badge>);
    expect(screen.getByText('Won').style.background).not.toBe('');
  });
});
