import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { askS3 } from './s3-request.ts';
import { type S3Settings, s3Address } from './s3-settings.ts';
import { StoreFault } from './store-fault.ts';

const WORDS = 'Pipewright looks whether it can write here.';

/** Writes, reads and removes a few bytes. Throws an error that says in one sentence which setting is wrong, where that does not work. */
export async function assertS3(settings: S3Settings): Promise<void> {
  const key = `check-${randomUUID()}`;
  const hash = createHash('sha256').update(WORDS).digest('hex');
  const content = { open: () => Readable.from([WORDS]), length: WORDS.length, hash };
  const tried = async (doing: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      throw error instanceof StoreFault ? new Error(sentenceOf(error, settings, doing), { cause: error }) : error;
    }
  };
  await tried('write to', async () => (await askS3(settings, { method: 'PUT', key, content })).resume());
  await tried('read from', async () => {
    if ((await text(await askS3(settings, { method: 'GET', key }))) !== WORDS) throw new StoreFault('no S3', { status: 200 });
  });
  await tried('remove from', async () => (await askS3(settings, { method: 'DELETE', key })).resume());
}

function sentenceOf({ code, status, region }: StoreFault, settings: S3Settings, doing: string): string {
  const { bucket } = settings;
  const { origin } = s3Address(settings, '');
  if (code === 'NoSuchBucket') return `S3_BUCKET is wrong: there is no bucket “${bucket}” at ${origin}.`;
  if (code === 'InvalidAccessKeyId') return 'S3_ACCESS_KEY_ID is wrong: the store does not know this key.';
  if (code === 'SignatureDoesNotMatch') return 'S3_SECRET_ACCESS_KEY is wrong: it does not belong to S3_ACCESS_KEY_ID.';
  if (code === 'RequestTimeTooSkewed') return 'The clock of this machine is wrong: S3 takes requests of this quarter of an hour only.';
  if (code === 'AccessDenied')
    return `S3_ACCESS_KEY_ID may not ${doing} the bucket “${bucket}”: it needs the rights to write, read and remove.`;
  if (region !== undefined && region !== settings.region)
    return `S3_REGION is wrong: the bucket “${bucket}” is in “${region}”, not in “${settings.region}”.`;
  const style = settings.pathStyle ? '' : ' (or S3_PATH_STYLE must be true)';
  if (status === undefined) return `S3_ENDPOINT is wrong${style}: ${origin} cannot be reached (${code}).`;
  if (code === 'no S3') return `S3_ENDPOINT is wrong${style}: what answers at ${origin} is no S3 (status ${status}).`;
  return `S3 does not take what the settings S3_… say: ${code} (status ${status}) at ${origin}.`;
}
