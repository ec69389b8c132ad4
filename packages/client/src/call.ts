import type { Fault, FaultBody } from '@pipewright/definition';
import { answered, keyOf } from './action-key.ts';
import { reach } from './connection.ts';
import { keepEarly, takeEarly } from './early.ts';

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
const changesRecord = (method: string, url: string) => method !== 'GET' && url.includes('/records/');

/** False for what says nothing about the action: a fault that may have come after the work was done, and who was turned away before it was looked at. */
const saysWhatBecame = (status: number) => status < 500 && status !== 401 && status !== 429;

/**
 * Asks the server and gives the JSON of the answer; throws `Refused` for anything but success. Reading waits until the server can be reached; a write
 * that got no answer is refused with status 503, and whether it was done is not known.
 */
export function callApi<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const url = addressOf(path, options.query);
  return (options.method === undefined ? (takeEarly(url) as Promise<T> | undefined) : undefined) ?? send<T>(url, options);
}

/**
 * Asks before anybody needs the answer: the first call of `callApi` for the same gets it, wherever that call stands. Used at the start of a page,
 * while the program that will ask is still on its way.
 */
export function askEarly<T>(path: string, query: RequestOptions['query'] = {}): Promise<T> {
  const url = addressOf(path, query);
  return keepEarly(url, send<T>(url, {}));
}

function addressOf(path: string, query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/api${path}${search && `?${search}`}`;
}

async function send<T>(url: string, { method = 'GET', body, signal, key }: RequestOptions): Promise<T> {
  const raw = body instanceof Blob;
  const sent = raw ? body : JSON.stringify(body);
  const action = `${method} ${url} ${sent}`;
  const known = key ?? (changesRecord(method, url) ? keyOf(action) : undefined);
  const request = {
    method,
    headers: {
      'accept-language': document.documentElement.lang || 'en',
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...(known === undefined ? {} : { 'idempotency-key': known }),
    },
    ...(sent === undefined ? {} : { body: sent }),
    ...(signal ? { signal } : {}),
  };
  const response = await reach(() => fetch(url, request), method === 'GET', signal);
  if (saysWhatBecame(response.status)) answered(action);
  const data = response.text ? JSON.parse(response.text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data as T;
}
