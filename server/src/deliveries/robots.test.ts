import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { kinds } from './kinds.ts';
import type { Message } from './message.ts';
import { dingtalkOf, feishuOf, wecomOf } from './robots.ts';

const NOW = 1_700_000_000_123;
const message: Message = {
  title: '商机赢单',
  text: '华东制造 MES\n金额 12 万',
  link: 'https://x.example/a/1',
  facts: [{ name: '负责人', value: '王磊' }],
};
const dispatch = (address: string, secret: string | undefined, more: Partial<Message> = {}) => ({
  ...{ app: 'a', key: 'k', address, secret, message: { ...message, ...more }, caused: '2026-01-01T00:00:00.000Z', now: NOW },
});
const answer = (body: unknown, status = 200) => ({
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  retryAfter: undefined,
});

describe('the robot of 飞书', () => {
  it('gets a post, signed in its body with the seconds', () => {
    const { url, body } = feishuOf(dispatch('https://open.feishu.cn/open-apis/bot/v2/hook/t', 'word'));
    expect(url).toBe('https://open.feishu.cn/open-apis/bot/v2/hook/t');
    expect(JSON.parse(body)).toEqual({
      timestamp: '1700000000',
      sign: createHmac('sha256', '1700000000\nword').update('').digest('base64'),
      msg_type: 'post',
      content: {
        post: {
          zh_cn: {
            title: '商机赢单',
            content: [
              ...['华东制造 MES', '金额 12 万', '负责人: 王磊'].map((text) => [{ tag: 'text', text }]),
              [{ tag: 'a', text: '查看 / Open', href: 'https://x.example/a/1' }],
            ],
          },
        },
      },
    });
    expect(JSON.parse(feishuOf(dispatch('https://x.example/', undefined)).body)).not.toHaveProperty('sign');
  });

  it('stays under what it takes, however long the text is', () => {
    const { body } = feishuOf(dispatch('https://x.example/', 's', { text: '长\n'.repeat(40_000) }));
    expect(
      Buffer.byteLength(JSON.stringify(JSON.parse(body).content.post.zh_cn.content.map((line: { text: string }[]) => line[0]?.text))),
    ).toBeLessThan(20_000);
  });
});

describe('the robot of 钉钉', () => {
  it('gets markdown, signed in the address with the milliseconds', () => {
    const { url, body } = dingtalkOf(dispatch('https://oapi.dingtalk.com/robot/send?access_token=t', 'SECx'));
    const { searchParams } = new URL(url);
    const sign = createHmac('sha256', 'SECx').update(`${NOW}\nSECx`).digest('base64');
    expect(Object.fromEntries(searchParams)).toEqual({ access_token: 't', timestamp: String(NOW), sign });
    expect(url).toContain(encodeURIComponent(sign));
    const text = '**商机赢单**\n\n华东制造 MES\n\n金额 12 万\n\n负责人: 王磊\n\n[查看 / Open](https://x.example/a/1)';
    expect(JSON.parse(body)).toEqual({ msgtype: 'markdown', markdown: { title: '商机赢单', text } });
  });
});

describe('the robot of 企业微信', () => {
  it('gets at most 4096 bytes of markdown, cut between signs, with the way to look at the end', () => {
    const { body } = wecomOf(dispatch('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=t', undefined, { text: '长'.repeat(5000) }));
    const { content } = JSON.parse(body).markdown as { content: string };
    expect([Buffer.byteLength(content) <= 4096, Buffer.byteLength(content) > 4080, content.includes('\uFFFD')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(content.endsWith('…\n\n[查看 / Open](https://x.example/a/1)')).toBe(true);
  });

  it('names nobody aloud and leads nowhere by what is in a record', () => {
    const { body } = wecomOf(
      dispatch('https://x.example/', undefined, { text: '<@all> [免费](https://evil.example) <font color="warning">x</font>' }),
    );
    const { content } = JSON.parse(body).markdown as { content: string };
    expect([content.includes('<'), content.includes('](https://evil')]).toEqual([false, false]);
  });
});

describe('what a robot answers', () => {
  it.each([
    ['feishu', { code: 0, msg: 'success' }, null, false],
    ['feishu', { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' }, 'robot', false],
    ['feishu', { code: 11232, msg: 'frequency limited' }, 'busy', true],
    ['dingtalk', { errcode: 0, errmsg: 'ok' }, null, false],
    ['dingtalk', { errcode: 310000, errmsg: 'sign not match' }, 'robot', false],
    ['dingtalk', { errcode: 130101, errmsg: 'send too fast' }, 'busy', true],
    ['wecom', { errcode: 0, errmsg: 'ok' }, null, false],
    ['wecom', { errcode: 93000, errmsg: 'invalid webhook url' }, 'robot', false],
    ['wecom', { errcode: 45009, errmsg: 'api freq out of limit' }, 'busy', true],
    ['wecom', '<html>', 'robot', true],
    ['wecom', 'null', 'robot', true],
  ] as const)('is a no even with the status of a yes: %s %j', (kind, body, fault, again) => {
    expect(kinds[kind].read(answer(body))).toMatchObject({ fault, again });
  });

  it('is read by its status first', () => {
    expect(kinds.dingtalk.read(answer('', 503))).toMatchObject({ fault: 'refused', again: true });
    expect(kinds.dingtalk.read(answer({ errcode: 0 }, 404))).toMatchObject({ fault: 'refused', again: false });
  });
});
