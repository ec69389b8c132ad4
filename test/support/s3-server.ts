import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';

/** As whom a store of a test is asked. */
export const S3_KEYS = { accessKey: 'AKTEST', secretKey: 'secret/of+tests', bucket: 'contents', region: 'eu-test-1' };

/** A store that speaks like S3, for tests: everything in memory, every signature worked out again by code that is not ours. */
export interface S3Server {
  readonly url: string;
  /** What lies there, by key. */
  readonly held: Map<string, Buffer>;
  /** The requests it has let in, as method and path. */
  readonly asked: string[];
  /** What it does instead of answering the next requests, one each; `undefined` answers. */
  readonly instead: (((response: ServerResponse) => void) | undefined)[];
  readonly close: () => Promise<void>;
}

const refuse = (response: ServerResponse, status: number, code: string, more = '') => {
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>…</Message>${more}</Error>`);
};

/** The signature that a request should have. */
async function authorizationOf({ method = '', url = '', headers }: IncomingMessage, region: string): Promise<string> {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const signer = new AwsV4Signer({
    method,
    url: `http://${headers.host}${url}`,
    headers: Object.fromEntries(names.filter((name) => name !== 'host').map((name) => [name, String(headers[name])])),
    accessKeyId: S3_KEYS.accessKey,
    secretAccessKey: S3_KEYS.secretKey,
    service: 's3',
    region,
    datetime: String(headers['x-amz-date']),
    allHeaders: true,
  });
  return (await signer.sign()).headers.get('authorization') ?? '';
}

/** Why a request is not let in; undefined where it is. */
async function objection(request: IncomingMessage): Promise<[number, string, string?] | undefined> {
  const { authorization = '' } = request.headers;
  const [, key, , region] = /Credential=([^/]+)\/(\d+)\/([^/]+)\//.exec(authorization) ?? [];
  if (key !== S3_KEYS.accessKey) return [403, 'InvalidAccessKeyId'];
  if (region !== S3_KEYS.region) return [400, 'AuthorizationHeaderMalformed', `<Region>${S3_KEYS.region}</Region>`];
  if (authorization !== (await authorizationOf(request, S3_KEYS.region))) return [403, 'SignatureDoesNotMatch'];
  return undefined;
}

/** Opens a store on a free port of this machine. */
export async function openS3(): Promise<S3Server> {
  const held = new Map<string, Buffer>();
  const asked: string[] = [];
  const instead: S3Server['instead'] = [];
  const carryOut = async (request: IncomingMessage, response: ServerResponse, key: string) => {
    if (request.method === 'PUT') {
      if (request.headers['content-length'] === undefined) return refuse(response, 411, 'MissingContentLength');
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const content = Buffer.concat(pieces);
      const hash = createHash('sha256').update(content).digest('hex');
      if (hash !== request.headers['x-amz-content-sha256']) return refuse(response, 400, 'XAmzContentSHA256Mismatch');
      held.set(key, content);
      return void response.end();
    }
    const content = held.get(key);
    if (request.method === 'DELETE') {
      held.delete(key);
      return void response.writeHead(204).end();
    }
    return content ? void response.end(content) : refuse(response, 404, 'NoSuchKey');
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { host = '', authorization } = request.headers;
    const path = (request.url ?? '').split('/').slice(1);
    const named = host.includes(`${S3_KEYS.bucket}.`) ? S3_KEYS.bucket : path.shift();
    if (authorization) asked.push(`${request.method} ${path.join('/')}`);
    const other = instead.shift();
    if (other) return other(response);
    const wrong = await objection(request);
    if (wrong) return refuse(response, ...wrong);
    if (named !== S3_KEYS.bucket) return refuse(response, 404, 'NoSuchBucket');
    await carryOut(request, response, path.join('/'));
  };
  // A request that breaks off has nobody to be answered.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, held, asked, instead, close };
}
