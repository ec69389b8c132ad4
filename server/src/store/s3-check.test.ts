import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3, S3_KEYS, type S3Server } from '../../../test/support/s3-server.ts';
import { assertS3 } from './s3-check.ts';
import { readS3Settings, type S3Settings } from './s3-settings.ts';

const ENV = { S3_BUCKET: 'contents', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 's' };

describe('the settings of S3', () => {
  it('are none where nothing is set, and Amazon’s where no endpoint is', () => {
    expect([readS3Settings({}), readS3Settings({ S3_BUCKET: '', S3_REGION: ' ' })]).toEqual([undefined, undefined]);
    expect(readS3Settings({ ...ENV, S3_REGION: 'eu-central-1' })).toEqual({
      ...{ bucket: 'contents', region: 'eu-central-1', accessKey: 'a', secretKey: 's', pathStyle: false },
      endpoint: new URL('https://s3.eu-central-1.amazonaws.com'),
    });
    expect(readS3Settings({ ...ENV, S3_ENDPOINT: 'http://minio:9000' })).toMatchObject({ region: 'us-east-1', pathStyle: true });
    expect(readS3Settings({ ...ENV, S3_ENDPOINT: 'https://oss.example.com', S3_PATH_STYLE: 'false' })?.pathStyle).toBe(false);
  });

  it.each<[object, string]>([
    [{ S3_BUCKET: '' }, 'S3_ACCESS_KEY_ID is set, so that files are kept in S3, but S3_BUCKET is missing.'],
    [{ S3_ACCESS_KEY_ID: '', S3_SECRET_ACCESS_KEY: '' }, 'but S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are missing.'],
    [{ S3_BUCKET: 'a/../b' }, 'S3_BUCKET must be the name of a bucket, not “a/../b”.'],
    [{ S3_ENDPOINT: 'minio:9000' }, 'S3_ENDPOINT must be an address like'],
    [{ S3_ENDPOINT: 'http://user:word@minio' }, 'S3_ENDPOINT must be an address like'],
    [{ S3_PATH_STYLE: 'yes' }, 'S3_PATH_STYLE must be true or false, not “yes”.'],
  ])('that cannot be are refused by name: %j', (wrong, said) => {
    expect(() => readS3Settings({ ...ENV, ...wrong })).toThrow(said);
  });
});

describe('a store that is looked at before the server opens', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await openS3();
  });
  afterAll(() => s3?.close());
  const check = (wrong: Partial<S3Settings> = {}) => assertS3({ ...S3_KEYS, endpoint: new URL(s3.url), pathStyle: true, ...wrong });

  it('is written, read and cleared, and nothing stays', async () => {
    await check();
    expect([s3.asked.map((each) => each.split(' ')[0]), s3.held.size]).toEqual([['PUT', 'GET', 'DELETE'], 0]);
  });

  it.each<[string, Partial<S3Settings>]>([
    ['S3_BUCKET is wrong: there is no bucket “others” at', { bucket: 'others' }],
    ['S3_ACCESS_KEY_ID is wrong', { accessKey: 'AKNOBODY' }],
    ['S3_SECRET_ACCESS_KEY is wrong', { secretKey: 'guessed' }],
    ['S3_REGION is wrong: the bucket “contents” is in “eu-test-1”, not in “us-east-1”.', { region: 'us-east-1' }],
    ['S3_ENDPOINT is wrong: http://127.0.0.1:9 cannot be reached (ECONNREFUSED).', { endpoint: new URL('http://127.0.0.1:9') }],
  ])('says %s', async (said, wrong) => {
    await expect(check(wrong)).rejects.toThrow(said);
    expect(s3.held.size).toBe(0);
  });

  it('says what it may not do, and that something else answers', async () => {
    const denied = '<Error><Code>AccessDenied</Code></Error>';
    s3.instead.push(undefined, undefined, (response) => response.writeHead(403).end(denied));
    await expect(check()).rejects.toThrow('S3_ACCESS_KEY_ID may not remove from the bucket “contents”');
    s3.instead.push((response) => response.writeHead(404).end('<html>Not found</html>'));
    await expect(check()).rejects.toThrow(/^S3_ENDPOINT is wrong: what answers at http.* is no S3 \(status 404\)\.$/);
    s3.instead.push(undefined, (response) => response.end('<html>Welcome</html>'));
    await expect(check()).rejects.toThrow('is no S3 (status 200)');
  });
});
