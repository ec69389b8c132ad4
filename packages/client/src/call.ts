import type { Fault, FaultBody } from '@pipewright/definition';
import { answered, keyOf } from './action-key.ts';

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
  /** By which the server knows the action when it is sent again. Writes of records get one by themselves. */
  readonly key?: string;
}

/** True for what changes a record: sent twice, it must be done once. */
const changesRecord = (method: string, path: string) => method !== 'GET' && path.includes('/records/');

/** False for what says nothing about the action: a fault that may have come after the work was done, and who was turned away before it was looked at. */
const saysWhatBecame = (status: number) => status < 500 && status !== 401 && status !== 429;

/** Asks the server and gives the JSON of the answer; throws `Refused` for anything but success. */
export async function callApi<T>(path: string, { method = 'GET', query = {}, body, signal, key }: RequestOptions = {}): Promise<T> {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const raw = body instanceof Blob;
  const sent = raw ? body : JSON.stringify(body);
  const action = `${method} ${path}?${search} ${sent}`;
  const known = key ?? (changesRecord(method, path) ? keyOf(action) : undefined);
  const response = await fetch(`/api${path}${search && `?${search}`}`, {
    method,
    headers: {
      'accept-language': document.documentElement.lang || 'en',
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...(known === undefined ? {} : { 'idempotency-key': known }),
    },
    ...(sent === undefined ? {} : { body: sent }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  if (saysWhatBecame(response.status)) answered(action);
  const data = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data as T;
}
