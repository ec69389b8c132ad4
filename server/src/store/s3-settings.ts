/** Where an S3-compatible store is, and as whom it is asked. */
export interface S3Settings {
  readonly endpoint: URL;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** True where the bucket is the first word of the path, false where it is the first word of the host. */
  readonly pathStyle: boolean;
}

const NAMES = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_ENDPOINT', 'S3_REGION', 'S3_PATH_STYLE'] as const;
const NEEDED = NAMES.slice(0, 3);
/** What S3 lets a bucket be called, which is what a host and a path can hold unchanged. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i;

/** Reads where contents of files are kept, by the names of the environment; undefined where none is set, so that they lie on the disk. */
export function readS3Settings(env: NodeJS.ProcessEnv): S3Settings | undefined {
  const given = (name: (typeof NAMES)[number]) => env[name]?.trim() || undefined;
  const set = NAMES.find(given);
  if (!set) return undefined;
  const missing = NEEDED.filter((name) => !given(name));
  if (missing.length > 0)
    throw new Error(
      `${set} is set, so that files are kept in S3, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
    );
  const region = given('S3_REGION') ?? 'us-east-1';
  const bucket = given('S3_BUCKET') ?? '';
  if (!BUCKET.test(bucket)) throw new Error(`S3_BUCKET must be the name of a bucket, not “${bucket}”.`);
  const style = given('S3_PATH_STYLE') ?? String(given('S3_ENDPOINT') !== undefined);
  if (style !== 'true' && style !== 'false') throw new Error(`S3_PATH_STYLE must be true or false, not “${style}”.`);
  return {
    endpoint: endpointOf(given('S3_ENDPOINT') ?? `https://s3.${region}.amazonaws.com`),
    bucket,
    region,
    accessKey: given('S3_ACCESS_KEY_ID') ?? '',
    secretKey: given('S3_SECRET_ACCESS_KEY') ?? '',
    pathStyle: style === 'true',
  };
}

function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    throw new Error(`S3_ENDPOINT must be an address like https://s3.example.com, not “${text}”.`);
  return url;
}

/** The address of what lies under a key, which holds nothing that an address would write otherwise. */
export function s3Address({ endpoint, bucket, pathStyle }: S3Settings, key: string): URL {
  const url = new URL(endpoint);
  const before = endpoint.pathname.replace(/\/$/, '');
  if (!pathStyle) url.hostname = `${bucket}.${endpoint.hostname}`;
  url.pathname = `${before}/${pathStyle ? `${bucket}/` : ''}${key}`;
  return url;
}
