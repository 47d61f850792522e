/** Where the bucket is, and the key that opens it. */
export type S3Settings = {
  /** scheme and host of the service, without a path */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** the bucket stands in the path of an address, not in its host name */
  readonly pathStyle: boolean;
  /** before every name in the bucket; empty, or ending with a slash */
  readonly prefix: string;
  /** how long nothing may come or go before the service is given up, in milliseconds */
  readonly patienceMs: number;
};

type Environment = Readonly<Record<string, string | undefined>>;

const PATIENCE_MS = 20_000;

const endpointOf = (text: string | undefined, region: string): string => {
  if (!text) return `https://s3.${region}.amazonaws.com`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  if (!plain) throw new Error('S3_ENDPOINT is an address like https://objects.example:9000, without a path.');
  return url.origin;
};

const prefixOf = (text: string | undefined): string => {
  const bare = (text ?? '').replace(/^\/+|\/+$/g, '');
  if (!/^[A-Za-z0-9._/-]*$/.test(bare) || bare.includes('//') || bare.split('/').includes('..'))
    throw new Error('S3_PREFIX has letters, digits, dots, dashes and slashes only.');
  return bare && `${bare}/`;
};

/**
 * The object store that the environment names.
 * @returns undefined where none is named: files then lie on the disk
 * @throws with a plain sentence on settings that make no sense
 */
export const s3SettingsOf = (env: Environment): S3Settings | undefined => {
  const { S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PATH_STYLE, S3_PREFIX } = env;
  if (!S3_BUCKET) {
    if (S3_ENDPOINT || S3_ACCESS_KEY_ID)
      throw new Error('S3_BUCKET names the bucket for files; without it the other S3_ settings mean nothing.');
    return undefined;
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(S3_BUCKET))
    throw new Error(`S3_BUCKET=${S3_BUCKET} is no bucket name.`);
  if (!S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    throw new Error('With S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set.');
  const style = S3_PATH_STYLE || (S3_ENDPOINT ? 'on' : 'off');
  if (!['on', 'off'].includes(style)) throw new Error(`S3_PATH_STYLE=${style} is neither on nor off.`);
  const region = S3_REGION || 'us-east-1';
  return {
    endpoint: endpointOf(S3_ENDPOINT, region),
    region,
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    pathStyle: style === 'on',
    prefix: prefixOf(S3_PREFIX),
    patienceMs: PATIENCE_MS,
  };
};
