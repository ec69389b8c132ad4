import type { Automation } from '@pipewright/definition';
import type { Pulled, Row } from './app.ts';

const alive = (row: Row | undefined): row is Row => row !== undefined && row.deleted_at === null;
const same = (a: unknown, b: unknown) => String(a ?? '') === String(b ?? '');
const isIn = (keys: readonly string[], value: unknown) => keys.includes(String(value));

/** Whether a trigger is pulled, by nothing but the row before and after. Said as the documents say it, not as the product works it out. */
function pulled(on: Automation['on'], before: Row | undefined, after: Row): boolean {
  const [was, is] = [alive(before) ? before : undefined, alive(after)];
  const changed = is ? was : undefined;
  // A stage is where a record stands while it is there: making and restoring it comes into one, deleting leaves it.
  const place = (row: Row | undefined) => (alive(row) && row.stage ? `${row.pipeline}.${row.stage}` : null);
  const moved = place(before) !== place(after);
  switch (on.kind) {
    case 'created':
      return before === undefined && is;
    case 'deleted':
      return was !== undefined && !is;
    case 'entered':
      return moved && is && Boolean(after.stage) && (on.stages.length === 0 || isIn(on.stages, after.stage));
    case 'left':
      return moved && Boolean(was?.stage) && (on.stages.length === 0 || isIn(on.stages, was?.stage));
    case 'status':
      return changed !== undefined && !same(changed.status, after.status) && isIn(on.to, after.status);
    case 'changed':
      return (
        changed !== undefined &&
        on.fields.some((key) => {
          const [from, to] = [changed[key], after[key]];
          return !same(from, to) && (!on.from || isIn(on.from, from)) && (!on.to || isIn(on.to, to));
        })
      );
    default:
      return false;
  }
}

/** The automations a write begins, and under which name, as a plain model says; `size` is that of the firm of the row afterwards. */
export function expectedRuns(
  all: readonly Pulled[],
  entity: string,
  before: Row | undefined,
  after: Row,
  size: string | null,
  begun: ReadonlySet<string>,
): string[] {
  // A write that changes nothing is none.
  if (before && before.version === after.version) return [];
  return all.flatMap(({ automation, holds }) => {
    if (automation.entity !== entity || automation.off || !pulled(automation.on, before, after) || !holds(after, size)) return [];
    const name = `${automation.key} ${automation.once ? after.id : `${after.id} ${after.version}`}`;
    return begun.has(name) ? [] : [name];
  });
}
