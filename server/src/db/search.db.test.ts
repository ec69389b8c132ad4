import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { openPool, type Pool } from './pool.ts';

let pool: Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase('migrated');
  drop = database.drop;
  pool = openPool(database.url, { max: 1 });
});
afterAll(async () => {
  await pool?.end();
  await drop?.();
});

const isFound = async (value: string, text: string): Promise<boolean | null> => {
  const { rows } = await pool.query('select pipewright.search_keys($1) @@ pipewright.search_query($2) as found', [value, text]);
  return rows[0].found;
};

describe('a value is found', () => {
  it.each([
    [
      '苏州云帆软件有限公司',
      ['云', '云帆', '云帆软件', 'yf', 'YF', 'szyf', 'yun', 'yunf', 'yunfan', 'suzhouyunfanruanjian', 'yun fan', '软件 云帆', 'yxgs'],
    ],
    ['重庆长安汽车', ['cq', 'zq', 'chongqing', 'zhongqing', 'cqca', 'changan', 'qiche']],
    ['Mobile Suite 项目', ['mob', 'suite', 'obile', 'mobile suite', 'suite mobile', 'xm', '项目', 'suite项目', 'suitexiangmu', 'exm']],
    ['OPP-000123', ['OPP-000123', 'opp000123', '000123', '123', 'opp']],
    ['+86 138-0013 8000', ['13800138000', '138 0013 8000', '8000', '86138', '138-0013']],
    ['zhang.san@example.com', ['zhang.san@example.com', 'zhang', 'example', 'san@', '.com']],
    ['吕绿', ['lv', 'lu', 'll', 'lvlv', 'lulu']],
    ['ＡＢＣ公司', ['abc', 'ＡＢＣ', 'abcgs']],
    ['50% 折扣', ['50%', '%', '折扣', 'zk', 'zhekou']],
    ["O'Brien \\ Söhne", ["o'brien", 'söh', 'SÖHNE', 'obrien']],
  ])('%s', async (value, texts) => {
    const found = await Promise.all(texts.map((text) => isFound(value, text)));
    expect(texts.filter((_, i) => !found[i])).toEqual([]);
  });

  it.each([
    ['苏州云帆软件有限公司', ['帆云', 'fy', 'unf', 'yunfanruanguan', 'yunfeng', '云帆 上海', 'b']],
    ['OPP-000123', ['000124', 'opp123', '1230']],
    ['13800138000', ['13800138002', '9']],
    ['50 折扣', ['%', '50%', '_']],
    ['云帆', ['-', '.', '  ', '']],
  ])('and not %s', async (value, texts) => {
    const found = await Promise.all(texts.map((text) => isFound(value, text)));
    expect(texts.filter((_, i) => found[i])).toEqual([]);
  });

  const letters = fc.string({ minLength: 1, maxLength: 14, unit: fc.constantFrom(...'苏州云帆软件重长行乐阿一', ...'aBz09 -%_é𠮷ｗ') });
  const piece = letters.chain((value) => {
    const points = Array.from(value);
    return fc
      .tuple(fc.nat(points.length - 1), fc.nat(points.length))
      .map(([from, more]) => [value, points.slice(from, from + 1 + more).join('')] as const);
  });

  it('by each of its parts, as it is written', () =>
    fc.assert(
      fc.asyncProperty(piece, async ([value, part]) => {
        // Spaces and signs alone are nothing to look for.
        fc.pre(/[^\s-]/.test(part));
        expect([value, part, await isFound(value, part)]).toEqual([value, part, true]);
      }),
      { numRuns: 300 },
    ));

  it('by the pinyin and the initials of each part, up to where the reading of a long text ends', () =>
    fc.assert(
      fc.asyncProperty(piece, async ([value, part]) => {
        const words = part.split(/\s+/).filter((word) => /[^\s-]/.test(word));
        fc.pre(words.length > 0);
        const read = (pattern: 'pinyin' | 'first') =>
          words
            .map((word) =>
              Array.from(word)
                .map((each) => pinyin(each, { toneType: 'none', v: true, pattern }))
                .join(''),
            )
            .join(' ');
        expect([part, await isFound(value, read('pinyin')), await isFound(value, read('first'))]).toEqual([part, true, true]);
      }),
      { numRuns: 300 },
    ));

  it('by the beginning of a text that is very long, at once', async () => {
    const long = `${'长行乐重阿'.repeat(4000)}尾巴`;
    expect(await Promise.all(['长行乐', 'chle', '尾巴'].map((text) => isFound(long, text)))).toEqual([true, false, false]);
    expect(await isFound(long, 'zhl')).toBe(true);
  });

  it('whatever is typed, without an error', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 300, unit: 'binary' }),
        fc.string({ maxLength: 40, unit: 'grapheme' }),
        async (text, value) => {
          fc.pre(!/\0/.test(text + value) && (text + value).isWellFormed());
          expect([true, false, null]).toContain(await isFound(value, text));
        },
      ),
      { numRuns: 300 },
    ));
});
