import { faults, sentence } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../ground/refusal.ts';
import { checkShape } from './body.ts';

const schema = z.strictObject({
  name: z.string().min(2).max(4),
  day: z.iso.date().optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z.array(z.union([z.int(), z.boolean()])).optional(),
});

function refused(value: unknown) {
  try {
    checkShape(value, schema);
  } catch (error) {
    if (error instanceof Refusal) return error.issues;
  }
  return [];
}

it.each([
  [{}, 'name', 'The request is not well formed at “name”: it is missing.', '请求在 “name” 处格式不正确：缺少此项。'],
  [
    { name: 1 },
    'name',
    'The request is not well formed at “name”: it is of another kind than it should be.',
    '请求在 “name” 处格式不正确：值的类型不对。',
  ],
  [
    { name: 'abcde' },
    'name',
    'The request is not well formed at “name”: it is too long or too large; the most is 4.',
    '请求在 “name” 处格式不正确：过长或过大，最多为 4。',
  ],
  [
    { name: 'a' },
    'name',
    'The request is not well formed at “name”: it is too short or too small; the least is 2.',
    '请求在 “name” 处格式不正确：过短或过小，最少为 2。',
  ],
  [
    { name: 'ab', day: 'x' },
    'day',
    'The request is not well formed at “day”: it is not written as it should be.',
    '请求在 “day” 处格式不正确：书写格式不对。',
  ],
  [
    { name: 'ab', kind: 'c' },
    'kind',
    'The request is not well formed at “kind”: it is none of the values that are possible.',
    '请求在 “kind” 处格式不正确：不是允许的值。',
  ],
  [
    { name: 'ab', list: [1, 'x'] },
    'list.1',
    'The request is not well formed at “list.1”: it has none of the forms that are possible.',
    '请求在 “list.1” 处格式不正确：不符合允许的任何一种形式。',
  ],
  [
    { name: 'ab', more: 1 },
    '',
    'The request is not well formed at its top: it has what is not known here: more.',
    '请求在 最外层 处格式不正确：含有未知的项：more。',
  ],
])('says of %j where and what, in both languages', (value, path, english, chinese) => {
  const issues = refused(value);
  expect(faults(issues, 'en')).toEqual([{ path, code: 'body.shape', message: english }]);
  expect(issues.map((each) => sentence(each, 'zh-CN'))).toEqual([chinese]);
});
