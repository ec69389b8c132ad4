import type { Fault, FaultBody } from '@pipewright/definition';

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

/** Asks the server and gives the JSON of the answer; throws `Refused` for anything but success. */
export async function callApi<T>(path: string, { method = 'GET', query = {}, body, signal }: RequestOptions = {}): Promise<T> {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  const raw = body instanceof Blob;
  const response = await fetch(`/api${path}${search && `?${search}`}`, {
    method,
    headers: {
      'accept-language': document.documentElement.lang || 'en',
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const data = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data as T;
}
