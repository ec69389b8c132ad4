import type { Constraint, Field } from '@pipewright/definition';

/** What a person is told, in both languages. */
export interface Said {
  readonly path: string;
  readonly code: string;
  readonly en: string;
  readonly 'zh-CN': string;
}

type Named = Pick<Field, 'key' | 'name'>;

// Written out here once more, so that a change of a sentence is seen.
const of =
  (code: string, en: (name: string, limit: number) => string, zh: (name: string, limit: number) => string) =>
  (field: Named, limit = 0): Said => ({
    path: field.key,
    code,
    en: en(field.name.en, limit),
    'zh-CN': zh(field.name['zh-CN'], limit),
  });

/** Each fault by its name, with the sentences people read. */
export const said = {
  type: of(
    'value.type',
    (name) => `“${name}” does not have the right kind of value.`,
    (name) => `“${name}”的值类型不对。`,
  ),
  option: of(
    'value.option',
    (name) => `“${name}” does not have one of the offered options.`,
    (name) => `“${name}”的值不在选项中。`,
  ),
  format: of(
    'value.format',
    (name) => `“${name}” is not well formed.`,
    (name) => `“${name}”的格式不正确。`,
  ),
  long: of(
    'value.too_long',
    (name, most) => `“${name}” is too long; the most is ${most} characters.`,
    (name, most) => `“${name}”太长，最多 ${most} 个字符。`,
  ),
  many: of(
    'value.too_many',
    (name, most) => `“${name}” has too many values; the most is ${most}.`,
    (name, most) => `“${name}”的值太多，最多 ${most} 个。`,
  ),
  twice: of(
    'value.twice',
    (name) => `“${name}” names the same option twice.`,
    (name) => `“${name}”的同一选项出现了两次。`,
  ),
  range: of(
    'value.range',
    (name) => `“${name}” is out of range.`,
    (name) => `“${name}”超出范围。`,
  ),
  characters: of(
    'value.characters',
    (name) => `“${name}” contains characters that cannot be stored.`,
    (name) => `“${name}”含有无法保存的字符。`,
  ),
  required: of(
    'required',
    (name) => `“${name}” is missing.`,
    (name) => `请填写“${name}”。`,
  ),
  person: of(
    'value.person',
    (name) => `“${name}” names a person who does not exist here.`,
    (name) => `“${name}”中的人员不存在。`,
  ),
  department: of(
    'value.department',
    (name) => `“${name}” names a department that does not exist here.`,
    (name) => `“${name}”中的部门不存在。`,
  ),
  reference: of(
    'value.reference',
    (name) => `“${name}” refers to a record that does not exist or that you may not see.`,
    (name) => `“${name}”引用的记录不存在，或您无权查看。`,
  ),
  unknown: (key: string): Said => ({ path: key, code: 'unknown.field', en: `There is no field “${key}”.`, 'zh-CN': `没有字段“${key}”。` }),
  broken: (constraint: Constraint): Said => ({
    path: constraint.field ?? '',
    code: 'constraint.failed',
    en: constraint.message.en,
    'zh-CN': constraint.message['zh-CN'],
  }),
};
