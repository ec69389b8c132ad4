import type { Automation } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { isOvertaken, type Taking } from './overtaken.ts';

const since: Automation['on'] = { kind: 'since', clock: 'follow_up', unit: 'days', levels: [], bands: [] };
const run = { id: 'run', begun_at: '2026-03-02T08:00:00.000Z', episode: 'deal 1767225600000 third' };
const standing = { owner: 'u', status: 'open', stage_since: '2026-01-01T00:00:00.000Z' };
const overtaken = (facts: object, taking?: Taking, seq = 0, on: Automation['on'] = since, episode = run.episode) =>
  isOvertaken({ on } as Automation, { ...run, episode }, seq, { facts: { ...standing, ...facts }, deleted: false }, taking);
const taken = (at: string, by: string | null = null): Taking => ({ at: `2026-03-${at}.000Z`, run: by });

it('is a run whose record belongs to nobody when its turn comes, unless the run took it back itself', () => {
  expect([overtaken({}), overtaken({ owner: null }), overtaken({ owner: null }, undefined, 1)]).toEqual([false, true, false]);
});

it('is a run whose record somebody took out of the pool since it began, whichever step it has come to, but for what it gave away itself', () => {
  expect([overtaken({}, taken('01T08:00:00')), overtaken({}, taken('02T08:00:00'))]).toEqual([false, false]);
  expect([overtaken({}, taken('02T08:00:01')), overtaken({}, taken('02T08:00:01', 'other'), 2)]).toEqual([true, true]);
  expect(overtaken({}, taken('02T08:00:01', 'run'), 2)).toBe(false);
});

it('is none that waits for something else than a clock', () => {
  const created: Automation['on'] = { kind: 'created' };
  expect([overtaken({ owner: null }, undefined, 0, created), overtaken({}, taken('03T00:00:00'), 0, created)]).toEqual([false, false]);
});

it('is one of a ladder that takes records back whose record was handed on since it began, until its own steps give it to somebody', () => {
  const ofOwner = (owner: string | null, seq = 0) => overtaken({ owner }, undefined, seq, since, `${run.episode} u`);
  expect([ofOwner('u'), ofOwner('v'), ofOwner('v', 1), ofOwner(null, 1)]).toEqual([false, true, false, false]);
  expect(overtaken({ owner: 'v' })).toBe(false);
});
