import type { Label } from '../ground/label.ts';

/** What an admin may set of a field besides what every field has, by the name of the property, with what it is called. */
export const SETTINGS = {
  default: { en: 'Default value', 'zh-CN': '默认值' },
  unique: { en: 'Unique', 'zh-CN': '唯一' },
  searchable: { en: 'Found by search', 'zh-CN': '可搜索' },
  options: { en: 'Options', 'zh-CN': '选项' },
  target: { en: 'Refers to', 'zh-CN': '引用' },
  within: { en: 'Only those of', 'zh-CN': '限定于' },
  kept: { en: 'Written by conversions only', 'zh-CN': '仅由转换写入' },
  currency: { en: 'Currency', 'zh-CN': '币种' },
  scale: { en: 'Decimal places', 'zh-CN': '小数位数' },
  min: { en: 'Smallest value', 'zh-CN': '最小值' },
  max: { en: 'Largest value', 'zh-CN': '最大值' },
  maxLength: { en: 'Most characters', 'zh-CN': '最多字符数' },
  format: { en: 'Number format', 'zh-CN': '编号格式' },
  maxFiles: { en: 'Most files', 'zh-CN': '最多文件数' },
  maxMegabytes: { en: 'Largest file (MB)', 'zh-CN': '单个文件上限（MB）' },
  accepts: { en: 'Kinds of file', 'zh-CN': '允许的文件类型' },
  byRule: { en: 'Value by rule', 'zh-CN': '按规则取值' },
} as const satisfies Readonly<Record<string, Label>>;
/** The name of a setting. */
export type Setting = keyof typeof SETTINGS;

/** True for the name of a setting of some type. */
export function isSetting(name: string): name is Setting {
  return Object.hasOwn(SETTINGS, name);
}

const CHOICE = ['default', 'options'] as const;
const LINE = ['default', 'unique', 'searchable'] as const;

/**
 * Every type of field there is, with the settings that mean something for it in the order in which they are asked for. The schema and the TypeScript
 * type of a field follow from it. What else a type is stands in one row of a table in each part of the house: docs/decisions.md lists them.
 */
export const fieldSettings = {
  text: ['default', 'maxLength', 'unique', 'searchable'],
  long_text: ['default', 'maxLength', 'searchable'],
  integer: ['default', 'min', 'max', 'unique'],
  decimal: ['default', 'scale'],
  money: ['default', 'currency', 'scale'],
  percent: ['default', 'scale'],
  date: ['default'],
  datetime: ['default'],
  boolean: ['default'],
  choice: [...CHOICE, 'byRule'],
  choices: CHOICE,
  person: ['default'],
  department: ['default'],
  reference: ['target', 'within', 'unique', 'kept'],
  email: LINE,
  phone: LINE,
  url: ['default'],
  auto_number: ['format', 'searchable'],
  company_id: ['unique', 'searchable'],
  file: ['maxFiles', 'maxMegabytes', 'accepts'],
  image: ['maxFiles', 'maxMegabytes'],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;
/** The type of a field. */
export type FieldType = keyof typeof fieldSettings;
/** Every type of field, in the order in which they are offered. */
export const FIELD_TYPES = Object.keys(fieldSettings) as readonly FieldType[];

type Taking<S extends Setting> = { [T in FieldType]: S extends (typeof fieldSettings)[T][number] ? T : never }[FieldType];

/** True for a field that an admin can give a setting. */
export function takes<F extends { readonly type: FieldType }, S extends Setting>(
  field: F,
  setting: S,
): field is F & { readonly type: Taking<S> } {
  const settings: readonly Setting[] = fieldSettings[field.type];
  return settings.includes(setting);
}
