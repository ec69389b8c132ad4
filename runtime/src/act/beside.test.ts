import { Refused } from '@pipewright/client';
import { describe, expect, it, vi } from 'vitest';
import { contested, writeBeside } from './beside.ts';

const overtaken = (version: number, changed: string[], more: object = {}) =>
  new Refused(409, { issues: [], current: { id: 'a', version, name: 'Theirs', ...more }, changed });

/** A server that others are before at as many tries as errors are given. */
const server = (...errors: unknown[]) =>
  vi.fn(async (version: number) => {
    const error = errors.shift();
    if (error) throw error;
    return `stored on ${version}`;
  });

describe('a wish that others were before of', () => {
  it('is written on the version of now where they changed other fields, or none', async () => {
    const send = server(overtaken(5, []), overtaken(6, ['due']));
    expect(await writeBeside(4, { name: 'Mine' }, send)).toBe('stored on 6');
    expect(send.mock.calls).toEqual([[4], [5], [6]]);
  });

  it('is left to whoever wishes it where they changed the same field to another value', async () => {
    const meets = overtaken(5, ['name']);
    const send = server(meets);
    await expect(writeBeside(4, { name: 'Mine', due: null }, send)).rejects.toBe(meets);
    expect(send).toHaveBeenCalledTimes(1);
    expect(contested({ name: 'Mine', due: null }, { current: { id: 'a', version: 5, name: 'Theirs' }, changed: ['name'] })).toEqual([
      'name',
    ]);
  });

  it('is written where both came to the same value', async () => {
    expect(await writeBeside(4, { name: 'Theirs' }, server(overtaken(5, ['name'])))).toBe('stored on 5');
  });

  it('is given up where it is refused for another reason, or the record is gone, or others never end', async () => {
    for (const error of [new Refused(422, { issues: [] }), new Refused(409, { issues: [] }), new Error('offline')]) {
      const send = server(error);
      await expect(writeBeside(4, {}, send)).rejects.toBe(error);
      expect(send).toHaveBeenCalledTimes(1);
    }
    const send = server(...[5, 6, 7, 8, 9].map((version) => overtaken(version, [])));
    await expect(writeBeside(4, { name: 'Mine' }, send)).rejects.toBeInstanceOf(Refused);
    expect(send).toHaveBeenCalledTimes(4);
  });
});
