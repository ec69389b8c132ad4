import {
  type AnswerOf,
  type Asked,
  addressOf,
  type Fault,
  type FaultBody,
  type Method,
  type OperationName,
  onceOperations,
} from '@pipewright/definition';
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

/** How an operation is asked, besides what is asked. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** A request as it goes over the wire. */
export interface Request {
  readonly method: Method;
  readonly url: string;
  readonly body: unknown;
}

/** False for what says nothing about the action: a fault that may have come after the work was done, and who was turned away before it was looked at. */
const saysWhatBecame = (status: number) => status < 500 && status !== 401 && status !== 429;

/**
 * Asks the server to carry out an operation of the contract, and gives its answer; throws `Refused` for anything but success. Reading waits until the
 * server can be reached; a write that got no answer is refused with status 503, and whether it was done is not known.
 */
export function call<N extends OperationName>(name: N, asked: Asked<N>, options: CallOptions = {}): Promise<AnswerOf<N>> {
  const request = requestOf(name, asked);
  return (request.method === 'GET' ? takeEarly<AnswerOf<N>>(request.url) : undefined) ?? send(request, options, onceOperations.has(name));
}

/**
 * Asks before anybody needs the answer: the first `call` for the same gets it, wherever it stands. Used at the start of a page, while the program that
 * will ask is still on its way.
 */
export function callEarly<N extends OperationName>(name: N, asked: Asked<N>): Promise<AnswerOf<N>> {
  const request = requestOf(name, asked);
  return keepEarly<AnswerOf<N>>(request.url, send(request, {}, false));
}

/** Where an operation is asked with what stands in its address, for links. */
export function hrefOf<N extends OperationName>(name: N, asked: Asked<N>): string {
  return requestOf(name, asked).url;
}

/** What may stand in a request, whatever is asked. */
interface Parts {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly [param: string]: unknown;
}

/** The request that asks for an operation. */
export function requestOf(name: OperationName, { query = {}, body, ...params }: Parts): Request {
  const { method, path } = addressOf(name);
  const filled = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(String(params[param])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return { method, url: `/api${filled}${search && `?${search}`}`, body };
}

/** A request as the browser sends it. */
export function requestInit({ method, body }: Request, signal?: AbortSignal, key?: string): RequestInit {
  const raw = body instanceof Blob;
  const sent = raw ? body : JSON.stringify(body);
  return {
    method,
    headers: {
      'accept-language': document.documentElement.lang || 'en',
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(sent === undefined ? {} : { body: sent }),
    ...(signal ? { signal } : {}),
  };
}

/** @param once whether it is sent under a key, by which it is known when it comes again */
async function send<T>(request: Request, { signal }: CallOptions, once: boolean): Promise<T> {
  const { method, url, body } = request;
  const action = `${method} ${url} ${body instanceof Blob ? body : JSON.stringify(body)}`;
  const key = once ? keyOf(action) : undefined;
  const init = requestInit(request, signal, key);
  const response = await reach(() => fetch(url, init), method === 'GET', signal);
  if (saysWhatBecame(response.status)) answered(action);
  const data = response.text ? JSON.parse(response.text) : {};
  if (!response.ok) throw new Refused(response.status, data);
  return data;
}
