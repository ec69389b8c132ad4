/** SQL that writes an instant as ISO 8601 in UTC, as a text. */
export function instantSql(instant: string, precision: 'seconds' | 'milliseconds' = 'milliseconds'): string {
  return `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS${precision === 'seconds' ? '' : '.MS'}"Z"')`;
}
