import { type Entity, isOpen } from '@pipewright/definition';
import { isDate } from '@pipewright/logic';

/**
 * True where a field says when an open record is expected to close, and that day is past. What is not yet a record is open; of one whose status is not
 * known nothing is said.
 * @param today `YYYY-MM-DD`
 */
export function isPastClose(
  { process }: Pick<Entity, 'process'>,
  field: string,
  record: Readonly<Record<string, unknown>>,
  today: string,
): boolean {
  const day = record[field];
  if (!process || process.closeDate !== field || typeof day !== 'string' || !isDate(day) || day >= today) return false;
  return record.id === undefined || (record.status !== undefined && isOpen(record.status));
}
