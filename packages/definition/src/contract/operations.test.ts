import { describe, expect, it } from 'vitest';
import { addresses, addressOf, type OperationName } from './addresses.ts';
import { operations } from './operations.ts';

const names = Object.keys(addresses) as OperationName[];

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
