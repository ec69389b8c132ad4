import { exampleApp } from '@pipewright/definition/example';
import type { Standing } from '@pipewright/process';
import { tables } from '@pipewright/sql';
import { describe, expect, it } from 'vitest';
import { makePublished } from '../published/published.ts';
import type { Change, Current, SaveGround } from './change.ts';
import { makeVerdict, removalVerdict } from './verdict.ts';

const app = exampleApp();
const published = makePublished('x', 3, app, tables(app), {});
const NOW = '2026-03-01T08:00:00.000Z';

function vocabularyOf(entity: 'deal' | 'firm', more: Partial<SaveGround> = {}): SaveGround {
  return {
    view: { app, schema: 'app_x', principal: { now: NOW, today: '2026-03-01' } },
    actor: { kind: 'person', id: 'u1' },
    newId: () => 'new-id',
    ready: published.entity(entity),
    ...more,
  } as unknown as SaveGround;
}
const change = (more: Partial<Change> = {}): Change => ({ kind: 'update', values: {}, ...more });
const step = (values: object, moved = false) => ({ values, moved, issues: [] }) as unknown as Standing;
const first = { pipeline: 'plain', stage: 'start', status: 'open', probability: '10' };
const before = { id: 'r1', version: 4, name: 'A', amount: '5', due: null, ...first, stage_since: '2026-02-01T00:00:00.000Z' };

describe('what is written for a new record', () => {
  it('is a row with an id, a maker and a first version, and one entry that tells all of it', () => {
    const made = makeVerdict(vocabularyOf('firm'), change({ kind: 'create' }), { name: 'A', size: null }, null, []);
    expect(made).toMatchObject({ kind: 'create', before: {}, after: { name: 'A' } });
    expect(made?.row).toEqual({
      ...{ id: 'new-id', name: 'A', version: 1, baseline: false },
      ...{ created_at: NOW, created_by: 'u1', updated_at: NOW, updated_by: 'u1' },
    });
    expect(made?.entries).toEqual([
      { record: 'new-id', version: 1, kind: 'create', before: {}, after: { name: 'A' }, valid_at: NOW, stands: null },
    ]);
  });

  it('has the id that was wished for, and no maker where the product itself makes it', () => {
    const by = { actor: { kind: 'system' } } as Partial<SaveGround>;
    const made = makeVerdict(vocabularyOf('firm', by), change({ kind: 'create', id: 'wished' }), { name: 'A' }, null, []);
    expect(made?.row).toMatchObject({ id: 'wished', created_by: null, updated_by: null });
  });

  it('enters its first stage', () => {
    const made = makeVerdict(vocabularyOf('deal'), change({ kind: 'create' }), { name: 'A' }, null, [step(first, true)]);
    expect(made?.entries[0]).toMatchObject({ kind: 'create', stands: 'enter', pipeline: 'plain', stage: 'start', status: 'open' });
    expect(made?.row).toMatchObject({ ...first, stage_since: NOW });
  });
});

describe('what is written for a change', () => {
  it('is only what differs, before and after, by the version it was read with', () => {
    const made = makeVerdict(vocabularyOf('deal'), change(), { name: 'A', amount: '6', due: null }, before, [step(first)]);
    expect(made?.entries).toEqual([
      { record: 'r1', version: 5, kind: 'update', before: { amount: '5' }, after: { amount: '6' }, valid_at: NOW, stands: null },
    ]);
    expect(made?.row).toEqual({ id: 'r1', amount: '6', version: 4, updated_at: NOW, updated_by: 'u1' });
  });

  it('is nothing where nothing differs', () => {
    expect(makeVerdict(vocabularyOf('deal'), change(), { name: 'A', amount: '5' }, before, [step(first)])).toBeNull();
    expect(makeVerdict(vocabularyOf('deal'), change(), {}, before, [])).toBeNull();
  });

  it('is a move where the record comes to stand elsewhere, since now', () => {
    const offer = { ...first, stage: 'offer', probability: '50' };
    const made = makeVerdict(vocabularyOf('deal'), change({ stage: 'offer' }), { amount: '6' }, before, [step(offer, true)]);
    expect(made?.kind).toBe('move');
    expect(made?.entries[0]).toMatchObject({
      before: { amount: '5', stage: 'start', probability: '10' },
      after: { amount: '6', stage: 'offer', probability: '50' },
      ...{ stands: 'enter', pipeline: 'plain', stage: 'offer', status: 'open' },
    });
    expect(made?.row).toMatchObject({ stage: 'offer', stage_since: NOW });
  });

  it('never enters a stage before it left the one before, whenever it is said to have been', () => {
    const past = { past: 'baseline' } as const;
    const early = change({ validAt: '2026-01-01T00:00:00.000Z' });
    const made = makeVerdict(vocabularyOf('deal', past), early, {}, before, [step({ ...first, stage: 'offer' }, true)]);
    expect(made?.row).toMatchObject({ stage_since: before.stage_since, updated_at: '2026-01-01T00:00:00.000Z' });
  });

  it('believes a day in the past only of who brings in the past', () => {
    const early = change({ validAt: '2026-01-01T00:00:00.000Z' });
    const made = makeVerdict(vocabularyOf('deal'), early, { amount: '6' }, before, [step(first)]);
    expect(made?.entries[0]?.valid_at).toBe(NOW);
    expect(made?.row.updated_at).toBe(NOW);
  });
});

describe('what is written for a record of the past that came in closed', () => {
  const steps = [step(first, true), step({ ...first, status: 'won', probability: '100', closed_on: '2025-06-30' }, true)];
  const wish = change({ kind: 'create', validAt: '2025-01-01T00:00:00.000Z', closedOn: '2025-06-30', status: 'won' });
  const made = makeVerdict(vocabularyOf('deal', { past: 'baseline' }), wish, { name: 'A' }, null, steps);

  it('is how it began and how it ended, each at its time in the zone of the app', () => {
    expect(made?.entries.map(({ version, kind, valid_at, status }) => [version, kind, valid_at, status])).toEqual([
      [1, 'import', '2025-01-01T00:00:00.000Z', 'open'],
      [2, 'move', '2025-06-29T16:00:00.000Z', 'won'],
    ]);
    expect(made?.entries[1]?.before).toEqual({ status: 'open', probability: '10', closed_on: null });
    expect(made?.entries[1]?.after).toEqual({ status: 'won', probability: '100', closed_on: '2025-06-30' });
  });

  it('is one row, as it stands at the end', () => {
    expect(made?.row).toMatchObject({
      ...{ id: 'new-id', name: 'A', version: 2, baseline: true, status: 'won', closed_on: '2025-06-30' },
      ...{ created_at: '2025-01-01T00:00:00.000Z', updated_at: '2025-06-29T16:00:00.000Z', stage_since: '2025-06-29T16:00:00.000Z' },
    });
  });

  it('is no baseline where it is a sample', () => {
    expect(makeVerdict(vocabularyOf('deal', { past: 'sample' }), wish, { name: 'A' }, null, steps)?.row.baseline).toBe(false);
  });
});

describe('what is written where a record goes or comes back', () => {
  const current = { values: before, may_update: true, may_delete: true, deleted: false } as unknown as Current;

  it('is when it went, and that it stands nowhere meanwhile', () => {
    const { row, entries, kind } = removalVerdict(vocabularyOf('deal'), change({ kind: 'delete' }), current);
    expect(kind).toBe('delete');
    expect(row).toEqual({ id: 'r1', version: 4, deleted_at: NOW, updated_at: NOW, updated_by: 'u1' });
    expect(entries).toEqual([
      {
        ...{ record: 'r1', version: 5, kind: 'delete', before: {}, after: {}, valid_at: NOW, stands: 'leave' },
        ...{ pipeline: 'plain', stage: 'start', status: 'open' },
      },
    ]);
  });

  it('is that it is there again, and where it stands', () => {
    const { row, entries } = removalVerdict(vocabularyOf('deal'), change({ kind: 'restore' }), current);
    expect([row.deleted_at, entries[0]?.stands, entries[0]?.stage]).toEqual([null, 'enter', 'start']);
  });

  it('says nothing of standing where records stand nowhere', () => {
    const { entries } = removalVerdict(vocabularyOf('firm'), change({ kind: 'delete' }), current);
    expect(entries[0]?.stands).toBeNull();
  });
});
