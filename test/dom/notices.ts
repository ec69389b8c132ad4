import type { Notice } from '@pipewright/definition';
import type { Answers } from './server.ts';

/** What a notice about the deal `d1` is about. */
export const about = {
  ...{ entity: 'deal', record: 'd1', title: 'Pump', person: null, count: null, note: null },
  ...{ text: null, automation: null, level: null, due: null },
};
/** A notice, unread. */
export const notice = (id: string, more: Partial<Notice> = {}): Notice => {
  const at = '2026-03-10T02:00:00.000Z';
  return { ...{ id, kind: 'mention', by: { id: 'p2', name: 'Wang Wei' }, about, at, shown: at, read: false }, ...more };
};
/** What the server answers who was told these. */
export const told = (notices: readonly Notice[]) =>
  ({
    'GET /apps/x/notices': { notices, next: null, unread: notices.filter((each) => !each.read).length, returns: null },
  }) satisfies Answers;
