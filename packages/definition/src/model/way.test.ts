import { describe, expect, it } from 'vitest';
import { AIMS, BUYINGS, pipelineOfWay, WAYS, wayOf } from './way.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const line = (key: string, count: number, buyers = false) => ({
  key,
  stages: Array.from({ length: count }, (_, i) => ({
    ...{ key: `s${i}`, name: label(`s${i}`), probability: 10, color: 'blue' as const, required: [], gates: [] },
    ...(buyers ? { buyerStep: label('x') } : {}),
  })),
});

describe('the way of selling that two answers propose', () => {
  it('is told by both', () => {
    expect(BUYINGS.map((buying) => AIMS.map((aim) => wayOf(buying, aim)))).toEqual([
      ['short', 'short', 'stepwise'],
      ['short', 'stepwise', 'key_account'],
      ['stepwise', 'key_account', 'key_account'],
    ]);
  });

  it('never gets shorter where an answer goes further', () => {
    const length = (buying: number, aim: number) => WAYS.indexOf(wayOf(BUYINGS[buying] ?? 'tender', AIMS[aim] ?? 'relationship'));
    for (const i of [0, 1])
      for (const j of [0, 1, 2]) {
        expect(length(i + 1, j)).toBeGreaterThanOrEqual(length(i, j));
        expect(length(j, i + 1)).toBeGreaterThanOrEqual(length(j, i));
      }
  });
});

describe('the pipeline for a way of selling', () => {
  const all = [line('buyers', 6, true), line('three', 3), line('five', 5), line('also_five', 5)];

  it('follows the buyer, is the shortest, or has five steps', () => {
    expect(WAYS.map((way) => pipelineOfWay(way, all)?.key)).toEqual(['three', 'five', 'buyers']);
  });

  it('is the nearest there is', () => {
    expect(WAYS.map((way) => pipelineOfWay(way, [line('two', 2), line('seven', 7)])?.key)).toEqual(['two', 'seven', 'seven']);
    expect(WAYS.map((way) => pipelineOfWay(way, [line('only', 6, true)])?.key)).toEqual(['only', 'only', 'only']);
    expect(pipelineOfWay('short', [])).toBeUndefined();
  });
});
