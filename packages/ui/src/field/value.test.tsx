import { FIELD_TYPES, type FieldType, type RecordJson } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { fieldOfType } from '../../../../test/dom/type-in.tsx';
import { formatValue, Value } from '../index.ts';

const LANGUAGES = ['en', 'zh-CN'] as const;
/** Reads a value as a screen shows it: its words, and what is said of a sign without words. */
async function shown(
  type: FieldType,
  value: unknown,
  language: 'en' | 'zh-CN' = 'en',
  more: object = {},
  record: Partial<RecordJson> = {},
) {
  await draw(
    <output>
      <Value field={fieldOfType(type, more)} record={{ id: 'x', version: 1, f: value, ...record } as RecordJson} currency="CNY" />
    </output>,
    language,
  );
  const place = screen.getByRole('status');
  return place.textContent || (place.querySelector('[aria-label]')?.getAttribute('aria-label') ?? '');
}
const at = new Date(2026, 2, 1, 23, 30).toISOString();

/** What each type shows in English and in Chinese. */
const cases: readonly [FieldType, unknown, string, string?][] = [
  ['text', 'Pump', 'Pump'],
  ['text', '<b>bold</b> &amp;', '<b>bold</b> &amp;'],
  ['text', 'مضخة 12', 'مضخة 12'],
  ['text', '👩‍👩‍👧 \u{20000}', '👩‍👩‍👧 \u{20000}'],
  ['text', 'a\u200bb', 'a\u200bb'],
  ['long_text', 'one\n\n  two', 'one\n\n  two'],
  ['integer', 0, '0'],
  ['integer', -2026, '-2026'],
  ['integer', 9007199254740991, '9,007,199,254,740,991'],
  ['decimal', '0.00000001', '0.00000001'],
  ['decimal', '-1234.5000', '-1,234.5'],
  ['decimal', '12345678901234567890.1234', '12,345,678,901,234,567,890.1234'],
  ['percent', '0', '0%'],
  ['percent', '-12.50', '-12.5%'],
  ['money', '0', '¥0'],
  ['money', '-1500', '-¥1,500'],
  ['money', '0.5', '¥0.50'],
  ['money', '1234567890123456.78', '¥1,234,567,890,123,456.78'],
  ['date', '2024-02-29', '2024-02-29'],
  ['date', '0050-01-01', '0050-01-01'],
  ['date', '9999-12-31', '9999-12-31'],
  ['datetime', at, '2026-03-01 23:30'],
  ['boolean', true, 'Yes', '是'],
  ['boolean', false, 'No', '否'],
  ['choice', 'a', 'First', '甲'],
  ['choice', 'old', 'Old', '旧'],
  ['choice', 'lost_key', '(no longer in use)', '（已停用）'],
  ['choices', ['b', 'lost_key'], 'Second(no longer in use)', '乙（已停用）'],
  ['person', 'p1', '(not visible)', '（无权查看）'],
  ['department', 'd1', '(not visible)', '（无权查看）'],
  ['reference', 'r1', '(not visible)', '（无权查看）'],
  ['email', 'a+b@b.example', 'a+b@b.example'],
  ['phone', '+86 (10) 5555', '+86 (10) 5555'],
  ['url', 'https://b.example/?q=1&r=2', 'https://b.example/?q=1&r=2'],
  ['auto_number', 'NO-007', 'NO-007'],
  ['company_id', '91350211M000100Y43', '91350211M000100Y43'],
  ['file', ['a', 'b'], '2 files', '2 个文件'],
  ['image', ['a'], '1 file', '1 个文件'],
];

describe('a value on a screen', () => {
  it('is tried for every type', () => expect(new Set(cases.map(([type]) => type))).toEqual(new Set(FIELD_TYPES)));

  it.each(cases)('%s %j is read as %s', async (type, value, english, chinese = english) => {
    expect(await shown(type, value)).toBe(english);
    expect(await shown(type, value, 'zh-CN')).toBe(chinese);
  });

  it.each(FIELD_TYPES)('%s is a dash where there is none', async (type) => {
    expect(await shown(type, null)).toBe('–');
    expect(await shown(type, undefined, 'zh-CN')).toBe('–');
    for (const language of LANGUAGES) expect(formatValue(fieldOfType(type), null, { language, currency: 'CNY' })).toBe('');
  });

  it.each(['person', 'department', 'reference'] as const)('%s goes by its name', async (type) => {
    expect(await shown(type, 'id', 'en', {}, { $names: { f: 'Ada 阿达 👩‍🔬' } })).toBe('Ada 阿达 👩‍🔬');
    expect(await shown(type, 'id', 'zh-CN', {}, { $names: { g: 'of another field' } })).toBe('（无权查看）');
  });

  it.each([
    ['USD', '$1,500', 'US$1,500'],
    ['EUR', '€1,500', '€1,500'],
    ['JPY', '¥1,500', 'JP¥1,500'],
  ])('money of a field in %s is not said to be in the currency of the app', async (currency, english) => {
    expect(await shown('money', '1500', 'en', { currency })).toBe(english);
    expect(await shown('money', '1500', 'zh-CN', { currency })).toMatch(/1,500$/);
  });

  it('wears the colour of its option, and none where it has none', async () => {
    await shown('choice', 'b');
    const badge = screen.getByText('Second');
    expect([badge.style.color, badge.style.background]).toEqual(['#9b1c1c', '#fde6e6']);
    await shown('choice', 'a');
    expect(screen.getByText('First').tagName).toBe('OUTPUT');
  });

  it('wears the colour of a status, whatever it is called', async () => {
    await draw(
      <Value
        field={{ ...fieldOfType('choice', { options: [{ key: 'won', name: { en: 'Done', 'zh-CN': '成' } }] }), key: 'status' }}
        record={{ id: 'x', version: 1, status: 'won' }}
        currency="CNY"
      />,
    );
    expect(screen.getByText('Done').style.color).toBe('#1b5e20');
  });

  it('is no way into the page or out of it', async () => {
    await shown('url', 'https://b.example/a?x="onmouseover=');
    const link = screen.getByRole('link');
    expect(link.getAttribute('href')).toBe('https://b.example/a?x="onmouseover=');
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer noopener']);
    await shown('text', '<img src=x onerror=alert(1)>');
    expect(document.querySelector('output img')).toBeNull();
    await shown('email', 'a@b.example');
    expect(screen.getByRole('link').getAttribute('href')).toBe('mailto:a@b.example');
  });
});
