import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { log } from '../log/log.ts';
import type { Env } from './env.ts';
import { answerFault } from './fault.ts';
import { REQUEST_ID, requestIdFrom, tellRequests } from './request-line.ts';

const inner = new Hono<Env>().get('/deals/:id', (c) => {
  if (c.req.param('id') === 'broken') throw new Error('a bug');
  return c.json({ id: c.get('requestId') });
});
const app = new Hono<Env>();
app.onError((error, c) => answerFault(c, error));
app.use(tellRequests());
app.route('/api', inner);
afterEach(() => vi.restoreAllMocks());

describe('the name of a request', () => {
  it.each(['7f3a', 'Root=1-67891233-abcdef012345678912345678'.slice(5), 'a.b_c:d-e', 'x'.repeat(64)])(
    'is kept where a proxy gave one: %s',
    (id) => expect(requestIdFrom(id)).toBe(id),
  );
  it.each([undefined, '', 'x'.repeat(65), 'a b', 'a\nb', '{"x":1}', '<script>', '编号'])('is made anew for %j', (id) => {
    expect(requestIdFrom(id)).toMatch(/^[0-9a-f]{12}$/);
    expect(requestIdFrom(id)).not.toBe(requestIdFrom(id));
  });

  it('is answered as a header, whatever the answer is', async () => {
    vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const named = (path: string) => app.request(path, { headers: { [REQUEST_ID]: 'from-proxy' } });
    for (const path of ['/api/deals/1', '/api/deals/broken', '/api/none'])
      expect((await named(path)).headers.get(REQUEST_ID)).toBe('from-proxy');
    expect((await app.request('/api/deals/1')).headers.get(REQUEST_ID)).toMatch(/^[0-9a-f]{12}$/);
    expect(await (await named('/api/deals/1')).json()).toEqual({ id: 'from-proxy' });
  });
});

describe('a fault of ours', () => {
  it.each([
    ['en', /number: ([0-9a-f]{12})$/],
    ['zh-CN', /原因：([0-9a-f]{12})$/],
  ])('is told to the person (%s) by the number under which the log has it, with its stack', async (language, number) => {
    const said = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const answer = await app.request('/api/deals/broken?secret=1', { headers: { 'accept-language': language } });
    expect(answer.status).toBe(500);
    const { issues } = (await answer.json()) as { issues: { code: string; message: string }[] };
    expect(issues.map(({ code }) => code)).toEqual(['server.fault']);
    const id = number.exec(issues[0]?.message ?? '')?.[1];
    expect(answer.headers.get(REQUEST_ID)).toBe(id);
    expect(said.mock.calls.map(([told]) => told)).toEqual([
      { id, method: 'GET', path: '/api/deals/:id', app: undefined, person: undefined, err: expect.objectContaining({ message: 'a bug' }) },
    ]);
  });
});
