import { profileOf } from '@zhicheng/profiles';
import { startSandboxSso, type SandboxSsoOptions } from './start.ts';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set`);
  return value;
}

const listOf = (name: string) =>
  required(name)
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '');

/**
 * PORT (3001), ISSUER (http://localhost:PORT), REDIRECT_URIS and POST_LOGOUT_URIS (comma-separated), DATA_DIR,
 * SANDBOX_ACCOUNTS (a file), PROFILE (anhui), CLIENT_ID (zhicheng-portal), CLIENT_SECRET (none: a public client).
 */
function optionsFromEnvironment(): SandboxSsoOptions {
  const { PORT, ISSUER, SANDBOX_ACCOUNTS, PROFILE, CLIENT_ID, CLIENT_SECRET } = process.env;
  const port = Number(PORT ?? 3001);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port: ${PORT}`);
  return {
    port,
    redirectUris: listOf('REDIRECT_URIS'),
    postLogoutUris: listOf('POST_LOGOUT_URIS'),
    dataDir: required('DATA_DIR'),
    profile: profileOf(PROFILE || 'anhui').code,
    ...(ISSUER ? { issuer: ISSUER } : {}),
    ...(SANDBOX_ACCOUNTS ? { accountsFile: SANDBOX_ACCOUNTS } : {}),
    ...(CLIENT_ID ? { client: { id: CLIENT_ID, ...(CLIENT_SECRET ? { secret: CLIENT_SECRET } : {}) } } : {}),
  };
}

try {
  const sandbox = await startSandboxSso(optionsFromEnvironment());
  console.log(`sandbox sign-on listens at ${sandbox.issuer}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(`sandbox sign-on: ${taken ? `port ${process.env.PORT ?? 3001} is taken` : String(error)}`);
  process.exitCode = 1;
}
