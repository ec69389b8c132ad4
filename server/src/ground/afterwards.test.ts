import { describe, expect, it, vi } from 'vitest';
import { log } from '../log/log.ts';
import { Afterwards, type Rest } from './afterwards.ts';

/** A rest that ends when it is told to, or by its signal; `story` is what became of each piece. */
function pieces() {
  const story: string[] = [];
  const rest =
    (name: string, until: Promise<void> = new Promise(() => undefined)): Rest =>
    async (signal) => {
      story.push(`${name} begins`);
      const ended = new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('is ended')));
      story.push(`${name} ${await Promise.race([until.then(() => 'is done'), ended])}`);
    };
  return { story, rest };
}
const done = Promise.resolve();

describe('work that goes on after the answer', () => {
  it('does not keep the answer waiting', async () => {
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    let finish = () => {};
    const until = new Promise<void>((resolve) => {
      finish = resolve;
    });
    expect(await afterwards.around('a', async () => 'answer', rest('first', until))).toBe('answer');
    expect(story).toEqual(['first begins']);
    finish();
    await afterwards.settled();
    expect(story).toEqual(['first begins', 'first is done']);
  });

  it('makes room for later work about the same thing, and for that alone', async () => {
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    await afterwards.around('a', async () => story.push('one'), rest('first'));
    await afterwards.around('b', async () => story.push('two'), rest('other'));
    await afterwards.around('a', async () => story.push('three'), rest('second', done));
    await vi.waitFor(() => expect(story).toContain('second is done'));
    expect(story).toEqual(['one', 'first begins', 'two', 'other begins', 'first is ended', 'three', 'second begins', 'second is done']);
    await afterwards.stop();
    expect(story.at(-1)).toBe('other is ended');
  });

  it('is begun anew where the later work fails, and not begun where the first does', async () => {
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    const fails = async () => Promise.reject(new Error('refused'));
    await expect(afterwards.around('a', fails, rest('never'))).rejects.toThrow('refused');
    expect(story).toEqual([]);
    await afterwards.around('a', async () => undefined, rest('first'));
    await expect(afterwards.around('a', fails, rest('again', done))).rejects.toThrow('refused');
    await afterwards.settled();
    expect(story).toEqual(['first begins', 'first is ended', 'again begins', 'again is done']);
  });

  it('is done one piece after the other where two works end together', async () => {
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    await Promise.all(['one', 'two'].map((name) => afterwards.around('a', async () => undefined, rest(name, done))));
    await afterwards.settled();
    expect(story).toEqual(['one begins', 'one is done', 'two begins', 'two is done']);
  });

  it('says what went wrong, and goes on with what comes later', async () => {
    const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    await afterwards.around('a', done.then.bind(done), async () => Promise.reject(new Error('lost')));
    await afterwards.settled();
    expect(told.mock.calls.map(([about]) => String((about as { err: Error }).err))).toEqual(['Error: lost']);
    await afterwards.around('a', async () => undefined, rest('next', done));
    await afterwards.settled();
    expect(story.at(-1)).toBe('next is done');
    told.mockRestore();
  });

  it('begins nothing once it was stopped', async () => {
    const { story, rest } = pieces();
    const afterwards = new Afterwards();
    await afterwards.stop();
    await afterwards.around('a', async () => undefined, rest('late', done));
    await afterwards.settled();
    expect(story).toEqual([]);
  });
});
