import { type LookupAddress, lookup as lookupName } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryFault, HttpMethod } from '@pipewright/definition';
import { isPublic, literalAddress, outgoingUrl } from './public-address.ts';

/** Finds the addresses of a name. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>;

/** What may be reached from here, and how. */
export interface Outgoing {
  /** True where addresses inside this network may be reached, and without https: for tests and for houses without a way out. */
  readonly inside: boolean;
  readonly resolve?: Resolve;
  readonly longestMs?: number;
}

/** What another server answered. */
export interface Answer {
  readonly status: number;
  /** The beginning of it, as text. */
  readonly body: string;
  /** Whether there was more of it. */
  readonly cut: boolean;
  readonly retryAfter: string | undefined;
}

/** Nobody could be asked. */
export class NotReached extends Error {
  readonly fault: DeliveryFault;
  constructor(fault: DeliveryFault, said: string) {
    super(said);
    this.fault = fault;
  }
}

const LONGEST_MS = 10_000;
const MOST_BYTES = 64 * 1024;

const ofSystem: Resolve = (name) =>
  new Promise((found, failed) => lookupName(name, { all: true }, (error, all) => (error ? failed(error) : found(all))));

/** Resolves as the socket connects, once, so that the address that was looked at is the one it goes to: every one must be everybody's. */
function watched({ resolve = ofSystem, inside }: Outgoing): LookupFunction {
  return (name, { all }, done) => {
    resolve(name).then(
      (found) => {
        const [first] = found;
        if (!first) return done(new NotReached('unreachable', 'ENOTFOUND'), '');
        if (!inside && !found.every(({ address }) => isPublic(address))) return done(new NotReached('inside', ''), '');
        return all ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

/** What is sent to another server. */
export interface Outgone {
  readonly method?: HttpMethod | undefined;
  /** Left out where nothing is sent along. */
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Gives it up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks an address outside, by posting to it where nothing else is said, and reads the beginning of the answer. Nothing inside this network is reached, whatever a name is said to be; nobody is
 * followed anywhere else, no proxy asked. Throws `NotReached` where there is no answer.
 */
export async function sendOut(address: string, { method = 'POST', body, headers, signal }: Outgone, outgoing: Outgoing): Promise<Answer> {
  const url = outgoingUrl(address, outgoing.inside);
  if (!url) throw new NotReached('address', '');
  // An address is not looked up, so that it is looked at here.
  const literal = literalAddress(url);
  if (literal !== undefined && !outgoing.inside && !isPublic(literal)) throw new NotReached('inside', '');
  const patience = AbortSignal.timeout(outgoing.longestMs ?? LONGEST_MS);
  const client = url.protocol === 'https:' ? https : http;
  // An agent of its own: the one of all may be told to go through a proxy.
  const agent = new client.Agent({ keepAlive: false });
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const request = client.request(url, {
        method,
        agent,
        lookup: watched(outgoing),
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
        headers: {
          ...headers,
          'accept-encoding': 'identity',
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      });
      request.on('response', (response) => readAnswer(response, resolve, reject));
      request.on('error', reject);
      request.end(body);
    });
  } catch (error) {
    if (error instanceof NotReached || signal?.aborted) throw error;
    if (patience.aborted) throw new NotReached('slow', '');
    throw new NotReached('unreachable', String((error as NodeJS.ErrnoException).code ?? ''));
  } finally {
    agent.destroy();
  }
}

function readAnswer(response: http.IncomingMessage, resolve: (answer: Answer) => void, reject: (error: unknown) => void): void {
  const parts: Buffer[] = [];
  let length = 0;
  const done = () => {
    const body = Buffer.concat(parts).subarray(0, MOST_BYTES).toString();
    resolve({ status: response.statusCode ?? 0, body, cut: length > MOST_BYTES, retryAfter: response.headers['retry-after'] });
    response.destroy();
  };
  response.on('data', (part: Buffer) => {
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) done();
  });
  response.on('end', done);
  response.on('error', reject);
}
