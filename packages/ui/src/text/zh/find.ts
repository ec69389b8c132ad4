import type { find as english } from '../en/find.ts';

/** The product's words in Chinese of finding. */
export const find = {
  'find.failed': '搜索失败，请修改搜索内容后重试。',
  'find.hint': '输入名称、编号、电话、邮箱或拼音',
  'find.make': '新建',
  'find.more': '设置',
  'find.nothing': '没有找到“{{text}}”。',
  'find.pages': '页面',
  'find.recent': '最近打开',
  'find.records': '记录',
} as const satisfies Readonly<Record<keyof typeof english, string>>;
