import { describe, expect, it } from 'vitest';
import { addresses, addressOf, type OperationName } from './addresses.ts';
import { onceOperations } from './once.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

const names = Object.keys(addresses) as OperationName[];

/**
 * What becomes of a write without a key that is sent again, as after a lost answer: it leaves things as the first left them, it is refused by what the
 * first did, or it adds what is harmless and goes by itself. What is put or deleted is so by its way of being asked.
 */
const SENT_AGAIN: Partial<Record<OperationName, 'same' | 'refused' | 'harmless'>> = {
  // Another session, which ends like every other.
  signIn: 'harmless',
  ...{ signOut: 'same', renewSession: 'same', changeProfile: 'same', changePassword: 'refused' },
  // One letter in two minutes.
  forgotPassword: 'same',
  ...{ acceptInvitation: 'refused', setUp: 'refused' },
  // What is there by its name stays as it is.
  makeTasks: 'same',
  importPeople: 'same',
  ...{ changePerson: 'same', changeDepartment: 'same', letPersonGo: 'refused' },
  ...{ markNotice: 'same', markNotices: 'same', changeComment: 'same' },
  // A file that no record names, or that is never run, is thrown away.
  ...{ uploadFile: 'harmless', stageImport: 'harmless' },
  ...{ previewImport: 'same', runImport: 'refused', tryDraft: 'same', tryVersion: 'same' },
  // One at a time waits for an answer, and one that was answered does not wait any more.
  ...{ appealReclaim: 'refused', answerAppeal: 'refused' },
  ...{ askException: 'refused', answerException: 'refused', withdrawException: 'refused' },
  // It belongs to nobody by then, or is another one's claim.
  unclaimRecord: 'refused',
  // They say on which version they are based.
  ...{ publish: 'refused', rollBack: 'refused' },
  repair: 'same',
  // Only a run that failed is taken up again; one goes on behind the step that was named, and ends but once.
  ...{ retryRun: 'refused', skipStep: 'refused', endRun: 'refused' },
  // A message is known by its id.
  takeHook: 'same',
  // What leaves again under its own key is told apart by whoever gets it.
  ...{ changeChannel: 'same', redriveDelivery: 'same', redriveDeliveries: 'same' },
  // Another test message.
  testChannel: 'harmless',
};

describe('the contract', () => {
  it('says of every address what is sent and answered, and of nothing else', () => {
    expect(Object.keys(operations).sort()).toEqual([...names].sort());
    expect(new Set(Object.values(addresses)).size).toBe(names.length);
  });

  it('expects a body where it says how large one may be, and nowhere else', () => {
    for (const name of names) {
      const { limit, body, ...rest } = operations[name] as { limit?: string; body?: unknown; reads?: true };
      expect([name, limit === undefined]).toEqual([name, body === undefined]);
      if (addressOf(name).method === 'GET') expect([name, body, rest.reads]).toEqual([name, undefined, undefined]);
    }
  });

  it('does a write once that is sent again under its key, or knows what becomes of it without one', () => {
    const writes = names.filter((name) => addressOf(name).method !== 'GET' && !(operations[name] as Operation).reads);
    const keyed = writes.filter((name) => (operations[name] as Operation).once);
    expect([...onceOperations].sort()).toEqual(keyed.sort());
    const open = writes.filter((name) => !onceOperations.has(name) && !['PUT', 'DELETE'].includes(addressOf(name).method));
    expect(open.sort()).toEqual(Object.keys(SENT_AGAIN).sort());
  });

  it('asks inside an app its people, and elsewhere who is signed in', () => {
    const inside = names.filter((name) => addressOf(name).path.startsWith('/apps/:app/'));
    expect(new Set(inside.map((name) => operations[name].guard))).toEqual(new Set(['member', 'appAdmin']));
    expect(names.filter((name) => operations[name].guard === 'public')).toEqual([
      ...[
        'health',
        'readSignInHelp',
        'readDefinitionSchema',
        'signIn',
        'signOut',
        'forgotPassword',
        'readInvitation',
        'acceptInvitation',
        'setUp',
        'takeHook',
        'readFeed',
      ],
    ]);
  });

  it('reads a request and an answer', () => {
    const { body, answer } = operations.moveRecord;
    const id = '01970000-0000-7000-8000-000000000000';
    expect(body.safeParse({ version: 1, stage: 'won', until: '2026-02-29' }).error?.issues[0]?.path).toEqual(['until']);
    expect(answer.parse({ id, version: 2, name: 'x', $far: { 'a.b': null } })).toMatchObject({ name: 'x' });
    expect([answer.safeParse({ id }).success, answer.safeParse({ id, version: 1, $related: { 'a.b': {} } }).success]).toEqual([
      false,
      false,
    ]);
  });
});
