import { createHmac } from 'node:crypto';
import type { Message } from './message.ts';

/** What is sent, before it is sent. */
export interface Outbound {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is sent of which delivery, where, and signed with what. */
export interface Dispatch {
  readonly app: string;
  readonly key: string;
  readonly address: string;
  readonly secret: string | undefined;
  readonly message: Message;
  /** When it was caused, in ISO 8601. */
  readonly caused: string;
  /** This moment, in milliseconds. */
  readonly now: number;
}

/** What a webhook's secret begins with where the rest of it is base64. */
export const SECRET_PREFIX = 'whsec_';
/** JSON, and who says it. */
export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Pipewright' } as const;

/** The bytes that sign. A secret that does not say that it is base64 is taken letter by letter. */
const keyBytes = (secret: string) =>
  secret.startsWith(SECRET_PREFIX) ? Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64') : Buffer.from(secret);

/** The signature of Standard Webhooks: over id, seconds and body, with dots between them. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', keyBytes(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** By what a receiver knows a delivery again: the app and its key, in signs that a header takes and without dots, which stand between the parts that are signed. */
export function webhookId(app: string, key: string): string {
  return `${app}:${encodeURIComponent(key.toWellFormed()).replaceAll('%3A', ':').replaceAll('.', '%2E')}`;
}

/** A delivery as a program gets it, after Standard Webhooks. */
export function webhookOf({ app, key, address, secret, message, caused, now }: Dispatch): Outbound {
  const { type = 'message', ...rest } = message;
  const id = webhookId(app, key);
  const seconds = Math.floor(now / 1000);
  const body = JSON.stringify({ type, timestamp: caused, data: { app, ...rest } });
  const signed: Readonly<Record<string, string>> =
    secret === undefined ? {} : { 'webhook-signature': signatureOf(secret, id, seconds, body) };
  return { url: address, body, headers: { ...JSON_HEADERS, 'webhook-id': id, 'webhook-timestamp': String(seconds), ...signed } };
}
