import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../ground/file-kind.ts';
import { faults } from '../messages/sentence.ts';
import type { Field } from '../model/field.ts';
import { fileIssue, takesFiles } from './file-fit.ts';

const MB = 1024 * 1024;
const field = (more: object = {}) => ({ key: 'papers', type: 'file', name: { en: 'Papers', 'zh-CN': '资料' }, ...more }) as Field;

describe('what a file claims to be', () => {
  it.each([
    ['a.pdf', 'pdf', 'application/pdf'],
    ['A.JPG', 'picture', 'image/jpeg'],
    ['a.b.xlsx', 'sheet', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ])('%s is a %s', (name, kind, media) => expect(fileTypeOf(name)).toMatchObject({ kind, media }));

  it.each(['a', 'pdf', 'a.', 'a.exe', 'a.svg', 'a.html', 'a.constructor', 'a.pdf ', 'a.toString'])('%j is nothing that is kept', (name) => {
    expect(fileTypeOf(name)).toBeUndefined();
  });
});

describe('a field', () => {
  const code = (more: object, name: string, size: number, most = 50) => fileIssue(field(more), { name, size }, most)?.code;

  it('takes the kinds it names, and pictures only where it is of pictures', () => {
    expect(code({}, 'a.pdf', 1)).toBeUndefined();
    expect(code({ accepts: ['sheet'] }, 'a.pdf', 1)).toBe('file.kind');
    expect(code({ accepts: ['sheet'] }, 'a.xlsx', 1)).toBeUndefined();
    expect(code({ type: 'image' }, 'a.pdf', 1)).toBe('file.kind');
    expect(code({ type: 'image' }, 'a.webp', 1)).toBeUndefined();
    expect(takesFiles(field({ type: 'image' }), 50).endings).toEqual(['.png', '.jpg', '.jpeg', '.gif', '.webp']);
  });

  it('takes from one byte to its limit, and never more than the installation', () => {
    expect([code({}, 'a.pdf', 0), code({}, 'a.pdf', 50 * MB), code({}, 'a.pdf', 50 * MB + 1)]).toEqual([
      'file.empty',
      undefined,
      'file.too_large',
    ]);
    expect(code({ maxMegabytes: 1 }, 'a.pdf', MB + 1)).toBe('file.too_large');
    expect(code({ maxMegabytes: 100 }, 'a.pdf', 60 * MB)).toBe('file.too_large');
    const issue = fileIssue(field({ maxMegabytes: 100 }), { name: 'a.pdf', size: 60 * MB }, 50);
    expect(faults(issue ? [issue] : [], 'zh-CN')[0]?.message).toBe('“a.pdf”太大，最大 50 MB。');
  });
});
