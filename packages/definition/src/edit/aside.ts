import type { App } from '../model/app.ts';
import type { Aside } from '../model/app-part.ts';

type Node = Readonly<Record<string, unknown>>;
type Json = Extract<Aside, { item: unknown }>['item'];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const join = (path: string, name: string) => (path === '' ? name : `${path} ${name}`);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What tells the items of a list apart: their keys, what they name, themselves; undefined where nothing does. Twins are counted. */
function names(list: readonly unknown[]): string[] | undefined {
  const own = list.map((item) => (isNode(item) ? (item.key ?? item.report ?? item.by ?? item.day) : item));
  if (!own.every((name) => typeof name === 'string')) return undefined;
  return own.map((name, i) => {
    const before = own.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name}#${before}`;
  });
}

/** What one document has and another, made of it, has not: as much as it takes to put it back. */
export function missingFrom(before: unknown, after: unknown, path = ''): Aside[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const was = names(before) ?? [];
    const is = names(after) ?? [];
    return was.flatMap((name, i): Aside[] => {
      const at = is.indexOf(name);
      if (at < 0) return [{ list: path, item: before[i] as Json, after: was[i - 1] ?? null }];
      return isNode(before[i]) ? missingFrom(before[i], after[at], join(path, name)) : [];
    });
  }
  if (!isNode(before) || !isNode(after)) return [];
  // In one order, whatever order the document was written in.
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key): Aside[] => {
    const [was, is] = [before[key], after[key]];
    if (same(was, is)) return [];
    // A list that came to hold something else is another value.
    if (lost(was, is) || (isNode(was) && isNode(is))) return missingFrom(was, is, join(path, key));
    const turn = { ...(was === undefined ? {} : { was: was as Json }), ...(is === undefined ? {} : { is: is as Json }) };
    return [{ of: path, property: key, ...turn }];
  });
}

function lost(was: unknown, is: unknown): boolean {
  const before = Array.isArray(was) ? names(was) : undefined;
  return before !== undefined && Array.isArray(is) && (names(is)?.every((name) => before.includes(name)) ?? false);
}

/** A document with what was missing put back: each where it stood, as far as that is still there and nothing else has come to its place. */
export function putBack(app: App, aside: readonly Aside[]): App {
  return aside.reduce<unknown>((sum, each) => {
    const path = 'list' in each ? each.list : each.of;
    return changeAt(sum, path === '' ? [] : path.split(' '), (value) =>
      'list' in each ? withItem(value, each) : withProperty(value, each),
    );
  }, app) as App;
}

function changeAt(value: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (Array.isArray(value)) {
    const at = names(value)?.indexOf(name) ?? -1;
    return at < 0 ? value : value.with(at, changeAt(value[at], rest, change));
  }
  return isNode(value) && value[name] !== undefined ? { ...value, [name]: changeAt(value[name], rest, change) } : value;
}

function withItem(value: unknown, { item, after }: Extract<Aside, { list: string }>): unknown {
  if (!Array.isArray(value)) return value;
  const known = names(value) ?? [];
  if (isNode(item) && known.includes(String(item.key))) return value;
  const behind = after === null ? -1 : known.indexOf(after);
  const at = after !== null && behind < 0 ? value.length : behind + 1;
  return value.toSpliced(at, 0, item);
}

function withProperty(value: unknown, { property, was, is }: Extract<Aside, { of: string }>): unknown {
  if (!isNode(value) || !same(value[property], is)) return value;
  const { [property]: _, ...rest } = value;
  return was === undefined ? rest : { ...rest, [property]: was };
}
