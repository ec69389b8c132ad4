import { WHOSE, type Whose } from '@pipewright/definition';

/** What the address of the page of today holds: whose records it is about, and the one that lies open beside it. */
export interface TodaySearch {
  readonly whose?: Whose;
  readonly entity?: string;
  readonly record?: string;
}

/** Reads the address of the page of today. */
export function todaySearch(raw: Record<string, unknown>): TodaySearch {
  const whose = WHOSE.find((each) => each === raw.whose);
  const open = typeof raw.entity === 'string' && typeof raw.record === 'string';
  return { ...(whose ? { whose } : {}), ...(open ? { entity: raw.entity as string, record: raw.record as string } : {}) };
}
