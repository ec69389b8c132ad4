import { IdentifierNode, type OperationNode, RawNode } from 'kysely';
import type { Fragment } from './compile.ts';

/**
 * The columns that fragments read of an alias, where they name them as `sql.id(alias, column)`. A subselect with these alone is the same question:
 * Postgres reads and plans each column that it is given at every parse, whether it is used or not.
 */
export function columnsRead(alias: string, fragments: readonly Fragment[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: OperationNode): void => {
    if (!RawNode.is(node)) return;
    const [of, column] = node.parameters;
    if (of && column && IdentifierNode.is(of) && of.name === alias && IdentifierNode.is(column)) found.add(column.name);
    for (const each of node.parameters) visit(each);
  };
  for (const fragment of fragments) visit(fragment.toOperationNode());
  return found;
}
