import { type App, surroundings } from '@pipewright/definition';
import type { Result } from '@pipewright/logic';
import { Recent } from './recent.ts';
import { type RoleSight, type Sight, sightKey, sightOfRole } from './sight.ts';
import { fillSlots, type SlotValues } from './slot.ts';
import type { Statement } from './statement.ts';

/** The most statements kept for one published version. */
const MOST = 1000;
/** Questions longer than this are nobody's daily ones; keeping them would only cost memory. */
const LONGEST_KEY = 4000;
const caches = new WeakMap<App, Recent<string, Result<Statement>>>();

/**
 * Compiles a statement once for every role, entity and question, and puts the person, the time and the given values in at each use.
 * Compiling costs more than the database needs to answer, and what it makes depends on the published version and the role alone:
 * that is all `compile` gets to see.
 * @param key what the statement depends on besides version and role, such as the question as JSON
 */
export function compileOnce(
  view: Sight,
  key: string,
  values: SlotValues,
  compile: (view: RoleSight) => Result<Statement>,
): Result<Statement> {
  const { app } = view;
  const cache = caches.get(app) ?? new Recent<string, Result<Statement>>(MOST);
  caches.set(app, cache);
  const name = `${sightKey(view)} ${key}`;
  let compiled = cache.get(name);
  if (!compiled) {
    compiled = compile(sightOfRole(view));
    // A refusal is not kept, so that senseless questions push nothing out.
    if ('value' in compiled && name.length <= LONGEST_KEY) cache.set(name, compiled);
  }
  return 'issues' in compiled ? compiled : { value: fillFor(view, compiled.value, values) };
}

/** Puts who asks, when, and the given values into the slots of a statement. */
export function fillFor({ principal }: Sight, statement: Statement, values: SlotValues = {}): Statement {
  const known: SlotValues = { ...surroundings(principal), workspace: principal.workspace, ...values };
  return fillSlots(statement, (slot) => (Object.hasOwn(known, slot.name) ? known[slot.name] : undefined));
}
