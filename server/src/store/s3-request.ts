import { createHash } from 'node:crypto';
import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type S3Settings, s3Address } from './s3-settings.ts';
import { signS3 } from './s3-sign.ts';
import { StoreFault } from './store-fault.ts';

/** What is asked of S3. */
export interface S3Ask {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key: string;
  /** What is sent, opened anew for each try, with its length and its SHA-256: S3 takes nothing else for it. */
  readonly content?: { readonly open: () => Readable; readonly length: number; readonly hash: string };
}

/** A connection on which nothing moves for this long is given up. */
export const IDLE_MS = 20_000;
/** What is asked is the same however often it comes, so that a line that broke or a store that is busy is tried again. */
const TRIES = 3;
const BETWEEN_MS = 200;
const MOST_SAID = 16 * 1024;
const NOTHING = createHash('sha256').digest('hex');

/**
 * Asks S3 and answers once it begins to answer that all is well; whoever asks takes the body. Throws a `StoreFault` where it refuses, cannot be reached
 * or stands still.
 */
export async function askS3(settings: S3Settings, ask: S3Ask, idleMs = IDLE_MS): Promise<IncomingMessage> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await send(settings, ask, idleMs);
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) return answer;
      throw await refusal(answer, status);
    } catch (error) {
      const fault =
        error instanceof StoreFault ? error : new StoreFault(String((error as NodeJS.ErrnoException).code ?? 'broken'), { cause: error });
      const again = fault.status === undefined || fault.status >= 500;
      if (!again || tries === TRIES) throw fault;
      await sleep(BETWEEN_MS * tries);
    }
  }
}

function send(settings: S3Settings, { method, key, content }: S3Ask, idleMs: number): Promise<IncomingMessage> {
  const url = s3Address(settings, key);
  const signed = signS3({ method, url, hash: content?.hash ?? NOTHING }, settings, new Date());
  const headers = content ? { ...signed, 'content-length': content.length } : signed;
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? secure : plain)(url, { method, headers, timeout: idleMs });
    asked.on('response', resolve);
    asked.on('error', reject);
    asked.on('timeout', () => asked.destroy(new StoreFault('timeout')));
    if (!content) return void asked.end();
    const source = content.open();
    source.on('error', (error) => asked.destroy(error));
    asked.on('close', () => source.destroy());
    source.pipe(asked);
  });
}

/** What S3 says in words of XML, as far as it is understood. */
async function refusal(answer: IncomingMessage, status: number): Promise<StoreFault> {
  let said = '';
  for await (const piece of answer.setEncoding('utf8')) {
    said += piece;
    if (said.length > MOST_SAID) break;
  }
  const told = (name: string) => new RegExp(`<${name}>([^<]{1,200})</${name}>`).exec(said)?.[1];
  const region = told('Region') ?? answer.headers['x-amz-bucket-region']?.toString();
  return new StoreFault(told('Code') ?? 'no S3', { status, region });
}
