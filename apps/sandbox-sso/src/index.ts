export { DEFAULT_CLIENT_ID, startSandboxSso } from './start.ts';
export type { SandboxSso, SandboxSsoOptions } from './start.ts';
