import type { DepartmentJson } from '../contract/org.ts';

/** A department as the tree of them needs it. */
export type Placed = Pick<DepartmentJson, 'id' | 'parent'>;

/** The id of a department and of all below it. */
export function departmentsBelow(departments: readonly Placed[], id: string): string[] {
  const below = new Set([id]);
  // Parents come first.
  for (const each of departments) if (each.parent !== null && below.has(each.parent)) below.add(each.id);
  return [...below];
}

/** The ids of the departments that stand above a level of the tree; level 1 is the top. */
export function departmentsAbove(departments: readonly Placed[], level: number): string[] {
  const depths = new Map<string, number>();
  for (const { id, parent } of departments) depths.set(id, parent === null ? 1 : (depths.get(parent) ?? 0) + 1);
  return [...depths].flatMap(([id, depth]) => (depth < level ? [id] : []));
}
