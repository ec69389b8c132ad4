import type { Field, LedgerEntry, LineEntry } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { RecordTimeline } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');
const entry = (id: string, more: Partial<LedgerEntry>): LedgerEntry => ({
  id,
  kind: 'update',
  actor: { kind: 'person', id: 'p' },
  cause: { by: 'form' },
  at: '2026-02-03T00:00:00Z',
  before: {},
  after: {},
  names: { p: 'Anna', q: 'Bo' },
  labels: {},
  ...more,
});
const entries: LedgerEntry[] = [
  entry('4', { kind: 'move', cause: { by: 'move' }, before: { status: 'open' }, after: { status: 'won', closed_on: '2026-02-03' } }),
  entry('3', { before: { amount: '100', owner: 'p' }, after: { amount: '2500.5', owner: 'q' } }),
  entry('2', { kind: 'move', cause: { by: 'move' }, before: { stage: 'lab' }, after: { stage: 'offer' } }),
  entry('1', { kind: 'create', actor: { kind: 'system' }, cause: { by: 'sample' }, after: { name: 'Pump', amount: '100' } }),
];
const line = (some: readonly LedgerEntry[]) =>
  some.map((each): LineEntry => ({ kind: each.kind === 'move' ? 'move' : 'change', id: each.id, at: each.at, entry: each }));
const told = () => [...document.querySelectorAll('.ant-timeline-item')].map((each) => each.textContent ?? '');

describe('the time line of a record', () => {
  it('tells each entry in the order given: who, what, why, and from what to what', async () => {
    const former = { lab: { en: 'Lab', 'zh-CN': '实验' } };
    await draw(<RecordTimeline app={app} entity={deal} entries={line(entries)} written={() => null} formerStages={former} />);
    const [won, changed, moved, made] = told();
    expect(won).toMatch(/^Anna closed this as won/);
    expect(won).toContain('Status: Open → Won');
    expect(won).toContain('Closed on: 2026-02-03');
    expect(changed).toMatch(/^Anna changed this/);
    expect(changed).toContain('Amount: ¥100 → ¥2,500.50');
    expect(changed).toContain('Owner: Anna → Bo');
    expect(moved).toContain('Stage: Lab → offer');
    expect(made).toMatch(/^System created this/);
    expect(made).toContain('sample data');
    expect(made).not.toContain('Pump');
  });

  it('gives the instant to machines and the distance to people', async () => {
    await draw(<RecordTimeline app={app} entity={deal} entries={line(entries.slice(0, 1))} written={() => null} formerStages={{}} />);
    const time = document.querySelector('time');
    expect(time?.getAttribute('datetime')).toBe('2026-02-03T00:00:00Z');
    expect(time?.textContent).toMatch(/ago$|^in /);
  });

  it('never shows the key of a stage that is gone, nor the id of a person', async () => {
    const gone = [
      entry('1', { kind: 'move', before: { stage: 'lab_key' }, after: { stage: 'offer' } }),
      entry('0', { before: { owner: 'p-77' }, after: { owner: 'q' } }),
    ];
    await draw(<RecordTimeline app={app} entity={deal} entries={line(gone)} written={() => null} formerStages={{}} />);
    expect(told()[0]).toContain('Stage: (no longer there) → offer');
    expect(told()[1]).toContain('Owner: (not visible) → Bo');
    expect(document.body.textContent).not.toMatch(/lab_key|p-77/);
  });

  it('tells which files came and went, by name, and never how many or by id', async () => {
    const papers: Field = { key: 'papers', type: 'file', name: { en: 'Papers', 'zh-CN': '资料' } };
    const holder = { ...deal, fields: [...deal.fields, papers] };
    const names = { p: 'Anna', f1: 'offer.pdf', f2: 'plan.pdf', f3: 'site.png' };
    const changes = [
      entry('4', { before: { papers: ['f1', 'f2'] }, after: { papers: ['f2', 'f1'] }, names }),
      entry('3', { before: { papers: ['f1'] }, after: { papers: ['f2', 'f3'] }, names }),
      entry('2', { before: { papers: ['f-lost'] }, after: { papers: null }, names }),
      entry('1', { before: { papers: null }, after: { papers: ['f1'] }, names }),
    ];
    const drawing = (language: 'en' | 'zh-CN') =>
      draw(<RecordTimeline app={app} entity={holder} entries={line(changes)} written={() => null} formerStages={{}} />, language);
    await drawing('en');
    const tails = () => told().map((each) => each.split(/(?:Papers|资料): /)[1]);
    expect(tails()).toEqual([
      'put into another order',
      'added plan.pdf, site.png; removed offer.pdf',
      'removed (no longer there)',
      'added offer.pdf',
    ]);
    await drawing('zh-CN');
    expect(tails()[1]).toBe('新增 plan.pdf、site.png；移除 offer.pdf');
  });

  it('speaks Chinese', async () => {
    await draw(<RecordTimeline app={app} entity={deal} entries={line(entries)} written={() => null} formerStages={{}} />, 'zh-CN');
    expect(screen.getAllByText('Anna').length).toBeGreaterThan(0);
    expect(told()[1]).toContain('金额: ¥100 → ¥2,500.50');
    expect(told().join()).not.toMatch(/changed|closed|timeline\./);
  });
});
