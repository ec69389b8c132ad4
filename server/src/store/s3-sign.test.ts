import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signS3 } from './s3-sign.ts';

// The examples of “Transferring Payload in a Single Chunk” in Amazon's documentation of Signature Version 4.
const signer = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' };
const at = new Date('2013-05-24T00:00:00Z');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const url = (path: string) => new URL(`https://examplebucket.s3.amazonaws.com${path}`);

describe('a request to S3', () => {
  it('that reads is signed as the published example', () => {
    const signed = signS3({ method: 'GET', url: url('/test.txt'), headers: { range: 'bytes=0-9' }, hash: sha256('') }, signer, at);
    expect(signed).toEqual({
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    });
  });

  it('that writes is signed as the published example', () => {
    const headers = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' };
    const ask = { method: 'PUT', url: url('/test%24file.text'), headers, hash: sha256('Welcome to Amazon S3.') };
    expect(signS3(ask, signer, at).authorization).toMatch(
      /SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/,
    );
  });
});
