import type { App } from '../model/app.ts';

const known = new WeakMap<App, ReadonlySet<string>>();

/** The paths of all that parts which are off have taken along as a whole: `reports.won_value`. */
export function pathsAside(app: App): ReadonlySet<string> {
  const found =
    known.get(app) ?? new Set((app.parts ?? []).flatMap(({ aside = [] }) => aside.flatMap((each) => ('list' in each ? pathOf(each) : []))));
  known.set(app, found);
  return found;
}

function pathOf({ list, item }: { readonly list: string; readonly item: unknown }): string[] {
  const key = typeof item === 'object' && item !== null && 'key' in item ? String(item.key) : undefined;
  if (key === undefined) return [];
  return [`${list.split(' ').join('.')}.${key}`];
}
