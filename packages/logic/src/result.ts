import type { Issue } from './issue.ts';

/** What comes of something that a person may have got wrong: the value, or every reason why there is none. */
export type Result<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** Every reason against some results; none where all have a value. */
export function issuesOf(...results: readonly Result<unknown>[]): Issue[] {
  return results.flatMap((each) => ('issues' in each ? each.issues : []));
}

/** The value of what was accepted before, such as a rule of a published version; throws where it is not, which is a bug. `what` names it. */
export function accepted<T>(result: Result<T>, what: string): T {
  if ('issues' in result) throw new Error(`${what} was not validated: ${result.issues[0]?.code}`);
  return result.value;
}
