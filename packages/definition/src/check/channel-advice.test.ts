import { describe, expect, it } from 'vitest';
import { exampleChain, exampleLadder, exampleWith } from '../example-automations.ts';
import { faults } from '../messages/sentence.ts';
import { channelAdvice, channelsNamed } from './channel-advice.ts';

const app = exampleWith([exampleLadder(), exampleChain()]);

describe('a step that posts to a channel', () => {
  it('is advised against where there is none of that key, in both languages', () => {
    expect(channelsNamed(app)).toEqual(['sales']);
    const found = channelAdvice(app, new Set(['other']));
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual(['automations.1.nodes.5.channel advice.channel']);
    expect((['en', 'zh-CN'] as const).map((language) => faults(found, language)[0]?.message)).toEqual([
      '“Chain”, Step 6: Post to a channel: there is no channel “sales”, so nothing will be sent. Make one, or choose another.',
      '“流水”的步骤 6：发送到渠道：没有渠道“sales”，消息不会发出。请新建该渠道，或选择其他渠道。',
    ]);
  });

  it('is fine where there is one', () => {
    expect(channelAdvice(app, new Set(['sales']))).toEqual([]);
    expect([channelAdvice(exampleWith([]), new Set()), channelsNamed(exampleWith([]))]).toEqual([[], []]);
  });
});
