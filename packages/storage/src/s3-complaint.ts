import type { S3Settings } from './s3-settings.ts';

type Trouble =
  { readonly error: unknown } | { readonly status: number; readonly code: string; readonly method: string };

const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.message) : '';

/** What an operator reads when the object store does not do what it should, and what to look at. */
export const s3Complaint = ({ endpoint, bucket, region }: S3Settings, trouble: Trouble): string => {
  if ('error' in trouble) return `The object store at ${endpoint} does not answer (${codeOf(trouble.error)}).`;
  const { status, code, method } = trouble;
  const said = `The object store at ${endpoint}`;
  const meanings: Record<string, string> = {
    NoSuchBucket: `${said} has no bucket "${bucket}": create it, or mend S3_BUCKET.`,
    InvalidAccessKeyId: `${said} does not know the key in S3_ACCESS_KEY_ID.`,
    SignatureDoesNotMatch: `${said} refuses the signature: S3_SECRET_ACCESS_KEY is not that of the key, or S3_REGION (${region}) is wrong.`,
    AuthorizationHeaderMalformed: `${said} wants another region than S3_REGION (${region}).`,
    PermanentRedirect: `${said} has the bucket "${bucket}" elsewhere: mend S3_ENDPOINT and S3_REGION (${region}).`,
    RequestTimeTooSkewed: `${said} has another time than this machine: set the clock.`,
    AccessDenied: `${said} allows this key no ${method} in the bucket "${bucket}".`,
  };
  return meanings[code] ?? `${said} answered ${method} in the bucket "${bucket}" with ${status}${code && ` ${code}`}.`;
};
