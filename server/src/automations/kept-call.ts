import type { Issue } from '@pipewright/logic';

/** What became of a request, as it is kept. */
export interface KeptCall {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  /** `waiting`: to be sent; `dropped`: its run went on without it. */
  readonly state: 'waiting' | 'done' | 'failed' | 'refused' | 'dropped';
  readonly attempts: number;
  readonly status: number | null;
  readonly answer: string | null;
  readonly cut: boolean;
  /** Why it failed, or was not sent. */
  readonly issue: Issue | null;
}

/** A request as a person reads it: method, host and path. What stands in its query, and in its headers, is shown nowhere. */
export function callInWords({ method, url }: Pick<KeptCall, 'method' | 'url'>): string {
  const { host, pathname } = new URL(url);
  return `${method} ${host}${pathname}`;
}
