import { type Field, type RuleRow, ruledNames } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { Ready } from './criterion.ts';

/** A field that gets its value by rule, ready to be worked out. */
export interface ReadyRule {
  readonly field: Field;
  readonly rows: readonly ({ readonly row: RuleRow } & Ready)[];
  readonly otherwise: string | null;
  /** The facts that its rows read. */
  readonly names: readonly string[];
}

/** What a rule says of a record, and by which of its rows; by none where it is the value for everything else. */
export interface Ruled {
  readonly value: string | null;
  readonly row: RuleRow | null;
}

/** Makes the rule of a field ready; undefined where the rule may not be known. */
export function readyRule(field: Field, ready: (row: RuleRow) => Ready): ReadyRule | undefined {
  const { byRule } = field;
  if (!byRule || byRule.rows.length === 0) return undefined;
  const rows = byRule.rows.map((row) => ({ row, ...ready(row) }));
  return { field, rows, otherwise: byRule.otherwise, names: ruledNames(field) };
}

/** What a rule says for these facts: the value of the first row that holds. */
export function ruledFor({ rows, otherwise }: ReadyRule, facts: Facts): Ruled {
  const found = rows.find(({ holds }) => holds(facts))?.row;
  return found ? { value: found.value, row: found } : { value: otherwise, row: null };
}
