import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { log } from '../log/log.ts';
import { NoticeMail } from './notice-mail.ts';

const post = { hand: vi.fn(), send: vi.fn() };
/** A database that is asked for a connection and has none. */
const away = () => {
  const connect = vi.fn(async () => Promise.reject(new Error('away')));
  return { connect, given: { pool: { connect, query: connect } as never, apps: {} as never, language: 'en' as const } };
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(log, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what tells notices by mail', () => {
  it('looks every ten seconds once it is started, goes on after a fault, and no more once it is stopped', async () => {
    const { connect, given } = away();
    const mail = new NoticeMail({ ...given, post, publicUrl: 'https://x.example' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connect).not.toHaveBeenCalled();
    mail.start();
    mail.start();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connect).toHaveBeenCalledTimes(3);
    await mail.stop();
    mail.start();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([connect.mock.calls.length, vi.mocked(log.error).mock.calls.length]).toEqual([3, 3]);
  });

  it('asks nothing where no mail server is set', async () => {
    const { connect, given } = away();
    const mail = new NoticeMail({ ...given, publicUrl: 'https://x.example' });
    mail.start();
    await vi.advanceTimersByTimeAsync(30_000);
    await mail.go();
    expect(connect).not.toHaveBeenCalled();
    await mail.stop();
  });
});
