import type { Fault, FaultBody } from '@pipewright/definition';
import { reach } from './connection.ts';

/** An answer that is not a success: the server's issues in the reader's language, and what else it said. */
export class Refused extends Error {
  readonly status: number;
  readonly issues: readonly Fault[];
  readonly body: Partial<FaultBody>;
  constructor(status: number, body: Partial<FaultBody>) {
    super(body.issues?.map((issue) => issue.message).join(' ') || `HTTP ${status}`);
    this.status = status;
    this.issues = body.issues ?? [];
    this.body = body;
  }
}

/** How a request is made. */
export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON; a Blob is sent as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the server and gives the JSON of the answer; throws `Refused` for anything but success. Reading waits until the server can be reached; a write
 * that got no answer is refused with status 503, and whether it was done is not known.
 */
export async function callApi<T>(path: string, { method = 'GET', query = {}, body, signal }: RequestOptions = {}): Promise<T> {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const raw = body instanceof Blob;
  const url = `/api${path}${search && `?${search}`}`;
  const request = {
    method,
    headers: {
      'accept-language': document.documentElement.lang || 'en',
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  const response = await reach(() => fetch(url, request), method === 'GET', signal);
  const data = response.text ? JSON.parse(response.text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data as T;
}
