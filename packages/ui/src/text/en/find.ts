/** The product's words in English of finding. */
export const find = {
  'find.failed': 'The search failed. Change the text and try again.',
  'find.hint': 'Name, number, phone, e-mail or pinyin',
  'find.make': 'Create',
  'find.more': 'Settings',
  'find.nothing': 'Nothing found for “{{text}}”.',
  'find.pages': 'Pages',
  'find.recent': 'Recently opened',
  'find.records': 'Records',
} as const;
