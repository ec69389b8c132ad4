/** What a dashboard's address holds: what all its figures are narrowed to. */
export interface DashboardSearch {
  /** The name of a period, or a first and a last day: `2026-01-01..2026-03-31`. */
  readonly period?: string;
  /** The id of a department; those below it are meant too. */
  readonly department?: string;
  /** The id of a person. */
  readonly owner?: string;
}
