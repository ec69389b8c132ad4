import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crowd, gather, MOST_STALL } from './support/crowd.ts';

const app = '/apps/opportunity';
let crowd: Crowd;

beforeAll(async () => {
  crowd = await gather('sales@demo.local');
});
afterAll(() => crowd.apart.close());

const times = (n: number, text: (i: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join();
const keys = (n: number) => `{"values":{${times(n, (i) => `"k${i}":1`)}}}`;
const list = (n: number) => `{"values":{"competitors":[${times(n, () => '1')}]}}`;
const targets = (n: number, value = '{"value":"x"}') => `{"targets":{${times(n, (i) => `"t${i}":${value}`)}}}`;
const records = `${app}/records/opportunity`;

const HOSTILE: readonly [string, string, string, () => string, number, string][] = [
  ['300,000 values', 'POST', records, () => keys(300_000), 422, 'body.too_wide'],
  ['as many values as may be', 'POST', records, () => keys(20_000), 422, 'unknown.field'],
  ['a list of 4.8 MB', 'POST', records, () => list(2_400_000), 422, 'body.too_wide'],
  ['a list as long as may be', 'POST', records, () => list(20_000), 422, 'value.too_many'],
  ['a text of 4.8 MB', 'POST', records, () => `{"values":{"name":"${'\u00e9 '.repeat(1_600_000)}"}}`, 422, 'value.too_long'],
  [
    'a mail address of 4.8 MB',
    'POST',
    `${app}/records/contact`,
    () => `{"values":{"email":"${'a@'.repeat(2_400_000)}"}}`,
    422,
    'value.too_long',
  ],
  [
    '2.4 million levels',
    'POST',
    records,
    () => `{"values":{"name":${'['.repeat(2_400_000)}${']'.repeat(2_400_000)}}}`,
    422,
    'body.too_deep',
  ],
  ['2.4 million brackets that open', 'POST', records, () => '{"a":'.repeat(900_000), 422, 'body.too_deep'],
  ['only quotation marks', 'POST', records, () => `{"a":"${'\\"'.repeat(2_400_000)}`, 422, 'body.json'],
  ['lists of lists', 'POST', records, () => `[${times(2_000, () => `[${times(500, () => '0')}]`)}]`, 422, 'body.too_many'],
  ['a key of 4.8 MB', 'POST', records, () => `{"values":{"${'k'.repeat(4_800_000)}":1}}`, 422, 'body.shape'],
  ['a shape that no route has', 'POST', records, () => `{${times(20_000, (i) => `"${'k'.repeat(200)}${i}":1`)}}`, 422, 'body.shape'],
  [
    'a rule without end',
    'POST',
    `${app}/reports/run`,
    () =>
      `{"report":{"entity":"opportunity","dimensions":[],"measures":[{"key":"n","name":{"en":"n","zh-CN":"n"},"fn":"count"}],"filter":{"in":[{"var":"name"},[${times(9_000, () => '"x"')}]]}}}`,
    422,
    'rule.too_long',
  ],
];

describe('while one person sends', () => {
  it.each(HOSTILE)('%s, nobody else waits', async (_, method, path, make, status, code) => {
    const body = make();
    const { result, stall } = await crowd.meanwhile(() => crowd.ask(method, path, body));
    expect([result.status, result.json?.issues[0]?.code]).toEqual([status, code]);
    expect(result.text.length).toBeLessThan(200_000);
    expect(stall).toBeLessThan(MOST_STALL);
  });

  it('millions of targets of an import, nobody else waits, and the server does not grow', async () => {
    const staged = await crowd.ask('POST', `${app}/imports/contact`, 'name\n'.concat(times(3_000, (i) => `${i}\n`).replaceAll(',', '')));
    expect(staged.status).toBe(201);
    const preview = `${app}/imports/${staged.json.id}/preview`;
    const before = (await crowd.apart.pulse()).memory;
    const bodies = [targets(4_000_000, '0').slice(0, 5_000_000), targets(200_000), targets(20_000), targets(400, '{"column":"name"}')];
    const { result, stall } = await crowd.meanwhile(async () => {
      const answers = [];
      for (const body of bodies) answers.push(await crowd.ask('POST', preview, body));
      return answers;
    });
    expect(result.map(({ status, json }) => [status, json.issues?.[0].code ?? json.refused])).toEqual([
      [422, 'body.too_wide'],
      [422, 'body.too_wide'],
      [422, 'body.shape'],
      [200, 3_000],
    ]);
    expect(stall).toBeLessThan(MOST_STALL);
    expect((await crowd.apart.pulse()).memory - before).toBeLessThan(300);
  });
});
