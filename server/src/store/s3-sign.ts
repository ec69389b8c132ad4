import { createHash, createHmac } from 'node:crypto';
import type { S3Settings } from './s3-settings.ts';

/** What is asked of S3, as far as its signature says it. */
export interface Signable {
  readonly method: string;
  /** Without a query, its path written as it is sent. */
  readonly url: URL;
  /** Headers that are signed with it, besides those that always are; names in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The SHA-256 of what is sent, in hexadecimal. */
  readonly hash: string;
}

type Signer = Pick<S3Settings, 'accessKey' | 'secretKey' | 'region'>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The headers with which a request is let in, all that it is signed with and the signature (AWS Signature Version 4, in one piece). */
export function signS3({ method, url, headers = {}, hash }: Signable, { accessKey, secretKey, region }: Signer, at: Date) {
  const moment = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = moment.slice(0, 8);
  const signed: Record<string, string> = { ...headers, host: url.host, 'x-amz-content-sha256': hash, 'x-amz-date': moment };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]?.trim()}\n`);
  const canonical = [method, url.pathname, '', lines.join(''), names.join(';'), hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...signed, authorization };
}
