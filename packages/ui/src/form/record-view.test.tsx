import type { Entity, Field, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Value } from '@pipewright/logic';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen, within } from '../../../../test/dom/draw.tsx';
import { RecordView } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const record: RecordJson = { id: 'a', version: 1, name: 'Pump', amount: '1500', status: 'open', firm: 'f', $names: { firm: 'Ruby' } };
const view = (more: Partial<Parameters<typeof RecordView>[0]> = {}) => (
  <RecordView app={app} entity={deal} record={record} surroundings={{ today: '2026-03-01' }} {...more} />
);
const words = () => screen.getByRole('region', { name: 'Main' }).textContent ?? '';

describe('a record to read', () => {
  it('is laid out like its form, with names instead of ids and a dash for nothing', async () => {
    await draw(view());
    expect(words()).toBe('MainNamePumpFirmRubyAmount¥1,500Cost–Due–');
  });

  it('shows a field with a condition only where it holds', async () => {
    await draw(view({ record: { ...record, status: 'lost', reason: 'price' } }));
    expect(words()).toContain('ReasonPrice');
  });

  it('leads from a field to editing it, for those who may', async () => {
    const onEdit = vi.fn();
    const { person, again } = await draw(view({ onEdit }));
    await person.click(screen.getByRole('button', { name: 'Edit Amount' }));
    expect(onEdit.mock.calls).toEqual([['amount']]);
    again(view());
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leaves out a section of which nothing is shown', async () => {
    const form = [
      { key: 'main', name: { en: 'Main', 'zh-CN': '主要' }, fields: ['name'] },
      { key: 'end', name: { en: 'End', 'zh-CN': '结束' }, fields: ['reason'] },
    ];
    await draw(view({ entity: { ...deal, form } }));
    expect(screen.getAllByRole('region').map((each) => each.getAttribute('aria-label'))).toEqual(['Main']);
  });

  it('shows every kind of value as people read it, in both languages', async () => {
    const label = (key: string) => ({ en: key, 'zh-CN': key });
    const options = [
      { key: 'a', name: { en: 'First', 'zh-CN': '甲' } },
      { key: 'b', name: { en: 'Second', 'zh-CN': '乙' }, color: 'red' as const },
    ];
    const kinds: [Field['type'], Value, string, string][] = [
      ['text', 'plain', 'plain', 'plain'],
      ['long_text', 'two\nlines', 'two\nlines', 'two\nlines'],
      ['integer', 12345, '12,345', '12,345'],
      ['integer', 2026, '2026', '2026'],
      ['decimal', '1234.5000', '1,234.5', '1,234.5'],
      ['percent', '12.5', '12.5%', '12.5%'],
      ['date', '2026-01-02', '2026-01-02', '2026-01-02'],
      ['choice', 'b', 'Second', '乙'],
      ['choice', 'gone_key', '(no longer in use)', '（已停用）'],
      ['choices', ['a', 'b'], 'FirstSecond', '甲乙'],
      ['email', 'a@b.example', 'a@b.example', 'a@b.example'],
      ['url', 'https://b.example', 'https://b.example', 'https://b.example'],
      ['person', 'p1', '(not visible)', '（无权查看）'],
    ];
    const fields = kinds.map(
      ([type], i) => ({ key: `f${i}`, type, name: label(`f${i}`), ...(/^choices?$/.test(type) ? { options } : {}) }) as Field,
    );
    const entity: Entity = {
      ...deal,
      fields: [...deal.fields, ...fields],
      form: [{ key: 'main', name: label('Main'), fields: fields.map(({ key }) => key) }],
    };
    const full: RecordJson = { ...record, ...Object.fromEntries(kinds.map(([, value], i) => [`f${i}`, value])) };
    const shown = () => [...within(screen.getByRole('region')).getAllByText(/^f\d+$/)].map((each) => each.nextElementSibling?.textContent);
    await draw(view({ entity, record: full }));
    expect(shown()).toEqual(kinds.map(([, , english]) => english));
    expect(screen.getByRole('link', { name: 'a@b.example' })).toHaveProperty('href', 'mailto:a@b.example');
    expect(screen.getByRole('link', { name: 'https://b.example' }).getAttribute('rel')).toBe('noreferrer noopener');
    await draw(view({ entity, record: full }), 'zh-CN');
    expect(shown()).toEqual(kinds.map(([, , , chinese]) => chinese));
  });
});
