import { fieldOf } from '@pipewright/definition';
import { type Issue, issue } from '@pipewright/logic';
import type { Current, SaveGround } from './change.ts';

/** What changes hands, or is filled in by itself, whatever a decision is bound to. */
const FREE: ReadonlySet<string> = new Set(['owner', 'department']);
const STANDING: ReadonlySet<string> = new Set(['stage', 'status', 'pipeline']);

/** True for what an approval is bound to: the fields that it names, or all of them but whose the record is. */
export const isBound = (binds: readonly string[] | null, key: string): boolean => (binds ? binds.includes(key) : !FREE.has(key));

const nameOf = ({ published }: SaveGround, key: string) => published.app.automations?.find((each) => each.key === key)?.name ?? key;

/**
 * What speaks against a change of what an approval is bound to, as long as it waits for a decision.
 * @param changed the fields that were sent and are otherwise now, and what has moved; not what rules work out by themselves
 */
export function lockIssues(scope: SaveGround, { locks }: Pick<Current, 'locks'>, changed: Iterable<string>): Issue[] {
  if (!locks) return [];
  const { entity } = scope.ready;
  return [...changed].flatMap((key) => {
    const lock = locks.find(({ binds }) => isBound(binds, key));
    const field = fieldOf(entity, key)?.name ?? key;
    return lock ? [issue(key, 'approval.locked', { automation: nameOf(scope, lock.automation), field })] : [];
  });
}

/** What speaks against deleting a record about which an approval waits for a decision. */
export function keptIssues(scope: SaveGround, { locks }: Pick<Current, 'locks'>): Issue[] {
  const [lock] = locks ?? [];
  return lock ? [issue('', 'approval.locked_all', { automation: nameOf(scope, lock.automation) })] : [];
}

/** The fields that say where a record stands, among these. */
export const standingOf = (keys: Iterable<string>): string[] => [...keys].filter((key) => STANDING.has(key));
