import { keepZone } from '@pipewright/ui';
import { afterEach, expect, it } from 'vitest';
import { laterChoices } from './later.ts';

afterEach(() => keepZone(null));

it.each([
  ['Asia/Shanghai', '2026-03-11T02:00:00.000Z', ['tomorrow 2026-03-12T00:00:00.000Z', 'monday 2026-03-16T00:00:00.000Z']],
  ['Asia/Shanghai', '2026-03-08T17:00:00.000Z', ['tomorrow 2026-03-10T00:00:00.000Z', 'monday 2026-03-16T00:00:00.000Z']],
  ['Asia/Shanghai', '2026-03-08T05:00:00.000Z', ['tomorrow 2026-03-09T00:00:00.000Z']],
  ['America/New_York', '2026-03-07T15:00:00.000Z', ['tomorrow 2026-03-08T12:00:00.000Z', 'monday 2026-03-09T12:00:00.000Z']],
])('in %s at %s a notice is put off to a morning there', (zone, now, expected) => {
  keepZone(zone);
  expect(laterChoices(now).map(({ name, at }) => `${name} ${at}`)).toEqual(expected);
});
