import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { StoreUnavailable } from './file-store.ts';
import { patiently, textOf } from './patient-body.ts';
import { s3Complaint } from './s3-complaint.ts';
import type { S3Settings } from './s3-settings.ts';

/** What is sent: it can be opened anew for another attempt, and its hash is signed, so that the service checks it. */
export type S3Body = { readonly bytes: number; readonly sha256: string; open(): Readable | Uint8Array };

export type S3Call = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** whole name in the bucket; without: the bucket itself */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: S3Body;
};

export type S3Answer = {
  readonly status: number;
  /** of the body, in bytes; of a HEAD: of what a GET would bring */
  readonly length: number;
  readonly body: Readable;
};

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 200;
/** Whoever waits for a file has waited long enough then. */
const NO_RETRY_AFTER_MS = 8_000;
const CONNECTIONS = 200;

const passes = (status: number) => status === 429 || status >= 500;

const addressOf = ({ endpoint, bucket, pathStyle }: S3Settings, { key, query = {} }: S3Call): URL => {
  const url = new URL(endpoint);
  if (!pathStyle) url.host = `${bucket}.${url.host}`;
  url.pathname = [pathStyle ? bucket : undefined, key].filter((part) => part !== undefined).join('/');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
};

/**
 * Speaks to an S3 service: signs, tries again what may pass, and gives up on a service that stays silent.
 * Only the five calls that every such service knows are used. The signature is aws4fetch's: the vendor's own library
 * would bring thirty packages and half a second of every start for what is otherwise plain HTTP.
 * @returns what sends one call; it rejects with `StoreUnavailable`, except where the service says "not there" (404)
 */
export const s3Requests = (settings: S3Settings): ((call: S3Call) => Promise<S3Answer>) => {
  const { accessKeyId, secretAccessKey, region, patienceMs } = settings;
  const secure = settings.endpoint.startsWith('https:');
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const keys = new Map<string, ArrayBuffer>();

  const signedHeaders = async (url: URL, { method, headers, body }: S3Call) => {
    const hash = { 'x-amz-content-sha256': body?.sha256 ?? EMPTY_SHA256 };
    const signing = { method, url: url.href, headers: { ...headers, ...hash }, service: 's3', region, cache: keys };
    const signed = await new AwsV4Signer({ ...signing, accessKeyId, secretAccessKey }).sign();
    const length = body ? { 'Content-Length': String(body.bytes) } : {};
    return { ...Object.fromEntries(signed.headers), ...length };
  };

  const attempt = async (call: S3Call): Promise<IncomingMessage> => {
    const url = addressOf(settings, call);
    const options = { method: call.method, headers: await signedHeaders(url, call), agent, timeout: patienceMs };
    return sent(url, options, secure, call.body);
  };

  return async (call) => {
    const begun = Date.now();
    for (let left = ATTEMPTS - 1; ; left -= 1) {
      const outcome = await attempt(call).catch((error: unknown) => ({ error }));
      const again = 'error' in outcome || passes(outcome.statusCode ?? 0);
      if (!again || left === 0 || Date.now() - begun > NO_RETRY_AFTER_MS) return answerOf(settings, call, outcome);
      if (!('error' in outcome)) outcome.destroy();
      await pause(FIRST_PAUSE_MS * 2 ** (ATTEMPTS - 1 - left) * (0.5 + Math.random()));
    }
  };
};

const sent = (url: URL, options: RequestOptions, secure: boolean, body: S3Body | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(url, options);
    request.once('timeout', () => request.destroy(new Error(`silent for ${options.timeout} ms`)));
    request.once('response', (response) => {
      // from here on only waiting for a byte counts, not a reader who takes his time
      request.setTimeout(0);
      response.on('error', () => undefined);
      resolve(response);
    });
    request.on('error', reject);
    const content = body?.open();
    if (!content || content instanceof Uint8Array) request.end(content);
    else pipeline(content, request, (error) => error && reject(error));
  });

const answerOf = async (
  settings: S3Settings,
  call: S3Call,
  outcome: IncomingMessage | { readonly error: unknown },
): Promise<S3Answer> => {
  if ('error' in outcome) throw new StoreUnavailable(s3Complaint(settings, outcome), { cause: outcome.error });
  const status = outcome.statusCode ?? 0;
  const body = patiently(outcome, settings.patienceMs);
  const length = Number(outcome.headers['content-length'] ?? 0);
  if (status < 300) return { status, length, body };
  const said = await textOf(body).catch(() => '');
  const code = /<Code>([A-Za-z]+)<\/Code>/.exec(said)?.[1] ?? '';
  if (status === 404 && code !== 'NoSuchBucket') return { status, length, body };
  throw new StoreUnavailable(s3Complaint(settings, { status, code, method: call.method }));
};
