/** The pictures an entity may have in menus. */
export const ICONS = [
  'list',
  'funnel',
  'target',
  'trophy',
  'flag',
  'bulb',
  'house',
  'shop',
  'bank',
  'person',
  'team',
  'contacts',
  'phone',
  'mail',
  'calendar',
  'box',
  'cart',
  'tags',
  'gift',
  'money',
  'contract',
  'file',
  'tool',
  'globe',
] as const;
/** A picture of an entity. */
export type Icon = (typeof ICONS)[number];

/** The picture an entity goes by: the one that was chosen, else one that tells records with stages from plain ones. */
export function iconOf({ icon, process }: { readonly icon?: Icon | undefined; readonly process?: unknown }): Icon {
  return icon ?? (process ? 'funnel' : 'list');
}
