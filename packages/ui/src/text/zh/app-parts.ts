import type { appParts as english } from '../en/app-parts.ts';

/** The product's words in Chinese of the modules of an app. */
export const appParts = {
  'module.comes': '启用后恢复的内容（{{count}}）',
  'module.goes': '停用后隐藏的内容（{{count}}）',
  'module.inTheWay': '停用前需要先处理',
  'module.keeps': '数据不会删除，重新启用后全部恢复。',
  'module.lead': '用不到的模块可以停用，发布后生效。',
  'module.records': '{{count}} 条记录',
  'module.records_one': '{{count}} 条记录',
  'module.switch': '启用“{{name}}”',
  'module.title': '功能模块',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
