import { describe, expect, it } from 'vitest';
import { Prepared } from './prepared.ts';

describe('names of prepared statements', () => {
  it('are given from the second time on, the same for the same text on every connection', () => {
    const [prepared, one, other] = [new Prepared(), {}, {}];
    expect(prepared.nameOf('select 1', one)).toBeUndefined();
    const name = prepared.nameOf('select 1', other);
    expect(name).toMatch(/^s[0-9a-f]{32}$/);
    expect(prepared.nameOf('select 1', one)).toBe(name);
    expect(prepared.nameOf('select 2', one)).toBeUndefined();
  });

  it('are still given to a statement that comes often after 10,000 rare ones, and to one that was there all along', () => {
    const [prepared, connection] = [new Prepared(), {}];
    const before = [prepared.nameOf('hot', connection), prepared.nameOf('hot', connection)].at(-1);
    for (let i = 0; i < 10_000; i += 1) {
      expect(prepared.nameOf(`rare ${i}`, connection)).toBeUndefined();
      if (i % 100 === 0) expect(prepared.nameOf('hot', connection)).toBe(before);
    }
    expect(prepared.isFull(connection)).toBe(false);
    expect(prepared.nameOf('new', connection)).toBeUndefined();
    expect(prepared.nameOf('new', connection)).toBeDefined();
  });

  it('are forgotten when thousands come twice, but the same again for whoever comes back', () => {
    const [prepared, connection] = [new Prepared(), {}];
    const twice = (text: string) => [prepared.nameOf(text, {}), prepared.nameOf(text, connection)].at(-1);
    const first = twice('text 0');
    for (let i = 1; i < 5000; i += 1) twice(`text ${i}`);
    expect(prepared.nameOf('text 0', connection)).toBeUndefined();
    expect(prepared.nameOf('text 0', connection)).toBe(first);
  });

  it('fill a connection, which is then to be closed', () => {
    const [prepared, busy, idle] = [new Prepared(), {}, {}];
    for (let i = 0; i < 499; i += 1) for (let again = 0; again < 3; again += 1) prepared.nameOf(`text ${i}`, busy);
    expect(prepared.isFull(busy)).toBe(false);
    prepared.nameOf('one more', busy);
    prepared.nameOf('one more', busy);
    expect([prepared.isFull(busy), prepared.isFull(idle)]).toEqual([true, false]);
  });
});
