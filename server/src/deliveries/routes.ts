import type { Language } from '@pipewright/definition';
import type { Context } from 'hono';
import { unguessable } from '../auth/tokens.ts';
import { transaction } from '../db/pool.ts';
import type { Env, Server } from '../door/env.ts';
import { languageOf } from '../door/fault.ts';
import { once } from '../door/once.ts';
import { pageSize } from '../door/page-size.ts';
import { requestMark } from '../door/request-mark.ts';
import { Routes } from '../door/route.ts';
import { isId, newId } from '../ground/id.ts';
import { refuse } from '../ground/refusal.ts';
import { addChannel, changeChannel, channelOf, listChannels } from './channels.ts';
import { takeTurn } from './claim.ts';
import { listDeliveries, redrive } from './list.ts';
import type { Message } from './message.ts';
import { sendOnce } from './send.ts';

const TEST: Readonly<Record<Language, (by: string) => Message>> = {
  en: (by) => ({ title: 'Test message', text: `${by} checks whether messages arrive here. There is nothing to do.`, type: 'test' }),
  'zh-CN': (by) => ({ title: '测试消息', text: `${by}正在检查消息能否送达此处，无需处理。`, type: 'test' }),
};

/** The channels of an app and what goes through them. */
export function channelRoutes(server: Server): Routes {
  const { pool } = server;
  const keyOf = (c: Context<Env>) => c.get('inApp').published.key;
  const channelId = (id: string) => (isId(id) ? id : refuse('unknown.channel'));
  return new Routes()
    .operation('listChannels', async (_, c) => ({ channels: await listChannels(pool, keyOf(c)) }))
    .operation('addChannel', async ({ body }, c) => {
      const { user } = c.get('caller');
      const mark = await requestMark(c);
      // A plain hash of what holds a secret could be tried out.
      const request = mark && { ...mark, hash: unguessable(32, { secret: server.secret, purpose: 'channel', by: user }, mark) };
      return transaction(pool, (db) => once(db, user, request, async () => ({ id: await addChannel(db, server, keyOf(c), user, body) })));
    })
    .operation('changeChannel', async ({ id, body }, c) => {
      await changeChannel(pool, server, keyOf(c), channelId(id), body);
      return {};
    })
    .operation('removeChannel', async ({ id }, c) => {
      const { rowCount } = await pool.query('delete from pipewright.channel where app = $1 and id = $2', [keyOf(c), channelId(id)]);
      return rowCount ? {} : refuse('unknown.channel');
    })
    .operation('testChannel', async ({ id }, c) => {
      const channel = (await channelOf(pool, keyOf(c), channelId(id))) ?? refuse('unknown.channel');
      const seconds = await takeTurn(pool, channel);
      if (seconds > 0) refuse('channel.busy', { seconds });
      const payload = TEST[languageOf(c)](c.get('caller').name);
      const about = {
        id: newId(),
        app: keyOf(c),
        kind: 'channel',
        target: channel.key,
        attempts: 1,
        caused: new Date().toISOString(),
      } as const;
      const { fault, status, said } = await sendOnce(server, {
        ...about,
        key: `test:${about.id}`,
        payload,
        channel: { ...channel, off: false },
      });
      return { sent: fault === null, fault, status, said };
    })
    .operation('listDeliveries', ({ query: { state, channel, after, limit } }, c) => {
      const from = after === undefined ? null : isId(after) ? after : refuse('query.cursor', undefined, 'after');
      return listDeliveries(pool, keyOf(c), { state, channel, after: from, limit: pageSize(limit) });
    })
    .operation('redriveDelivery', async ({ id }, c) =>
      isId(id) && (await redrive(pool, keyOf(c), { id })) > 0 ? {} : refuse('unknown.delivery'),
    )
    .operation('redriveDeliveries', async ({ body }, c) => ({ count: await redrive(pool, keyOf(c), body) }));
}
