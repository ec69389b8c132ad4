import type { App, Principal } from '@pipewright/definition';
import type { Statement } from './compile.ts';
import type { Compiled } from './list.ts';
import type { View } from './view.ts';

// Well-formed values that stand where a person's own will be put in. Whoever writes one into a filter only names herself by it.
const USER = '00000000-0000-4000-8000-0000000000f1';
const DEPARTMENT = '00000000-0000-4000-8000-0000000000f2';
const DEPARTMENTS = '00000000-0000-4000-8000-0000000000f3';
const TODAY = '0001-02-03';
const NOW = '0001-02-03T04:05:06.789Z';
/** Stands for the record that a statement is about, where a rule must see a well-formed id. */
export const RECORD = '00000000-0000-4000-8000-0000000000f4';
const MARK = '\u0001';

/** Stands for a list of ids that is put in at each use under this name. */
export function idsSlot(name: string): readonly string[] {
  return [`${MARK}${name}`];
}

/** The ids of each slot; `record` also gives the one id that `RECORD` stands for. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** The most statements kept for one published version. */
const MOST = 1000;
const caches = new WeakMap<App, Map<string, Compiled>>();

/**
 * Compiles a statement once for every role, entity and question, and puts the person, the time and the records in at each use.
 * Compiling costs more than the database needs to answer, and what it makes depends on the published version and the role alone.
 * @param key what the statement depends on besides version and role, such as the question as JSON
 */
export function compileOnce(view: View, key: string, slots: Slots, compile: (view: View) => Compiled): Compiled {
  const { principal, app } = view;
  const cache = caches.get(app) ?? new Map<string, Compiled>();
  caches.set(app, cache);
  // Without a department some conditions compile to another text.
  const name = `${principal.role.key} ${principal.department === null} ${key}`;
  let compiled = cache.get(name);
  if (!compiled) {
    const nobody: Principal = {
      ...principal,
      user: USER,
      department: principal.department === null ? null : DEPARTMENT,
      departments: [DEPARTMENTS],
      today: TODAY,
      now: NOW,
    };
    compiled = compile({ ...view, principal: nobody });
    if (cache.size >= MOST) cache.clear();
    cache.set(name, compiled);
  }
  return 'issues' in compiled ? compiled : { query: fill(compiled.query, principal, slots) };
}

function fill({ sql, parameters }: Statement, principal: Principal, slots: Slots): Statement {
  const own: Readonly<Record<string, unknown>> = {
    [USER]: principal.user,
    [DEPARTMENT]: principal.department,
    [TODAY]: principal.today,
    [NOW]: principal.now,
    [RECORD]: slots.record?.[0],
  };
  const value = (parameter: unknown): unknown => {
    if (typeof parameter === 'string') return Object.hasOwn(own, parameter) ? own[parameter] : parameter;
    if (!Array.isArray(parameter) || parameter.length !== 1) return parameter;
    if (parameter[0] === DEPARTMENTS) return principal.departments;
    const [only] = parameter as unknown[];
    return typeof only === 'string' && only.startsWith(MARK) ? (slots[only.slice(1)] ?? []) : parameter.map(value);
  };
  return { sql, parameters: parameters.map(value) };
}
