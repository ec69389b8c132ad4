import type { LedgerEntry, LineEntry } from '@pipewright/definition';
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

  it('speaks Chinese', async () => {
    await draw(<RecordTimeline app={app} entity={deal} entries={line(entries)} written={() => null} formerStages={{}} />, 'zh-CN');
    expect(screen.getAllByText('Anna').length).toBeGreaterThan(0);
    expect(told()[1]).toContain('金额: ¥100 → ¥2,500.50');
    expect(told().join()).not.toMatch(/changed|closed|timeline\./);
  });
});
