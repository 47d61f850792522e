import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileCode } from '@zhicheng/profiles';
import { SANDBOX_PASSWORD, type SandboxIdentity } from '@zhicheng/sandbox-sso/accounts';

/** Where a running site keeps what it knows. */
export interface WorldSettings {
  readonly databaseUrl: string;
  readonly key: string;
  readonly dataDir: string;
  readonly sandboxUrl: string;
  readonly profile: ProfileCode;
}

/** Somebody with an account at the sandbox sign-on and nothing else. */
export interface Newcomer {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly identity: SandboxIdentity;
}

/** Recognisably synthetic, and no name is the beginning of another. */
export function freshName(): string {
  const cycle = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
  return `示例${Array.from({ length: 4 }, () => cycle[randomInt(cycle.length)]).join('')}`;
}

/** Registers a new synthetic person on the pages of the sandbox. */
export async function registerAtSandbox(settings: WorldSettings): Promise<Newcomer> {
  const { sandboxUrl } = settings;
  const name = freshName();
  const account = `j-${randomUUID().slice(0, 13)}`;
  const birthDate = `19${randomInt(70, 95)}-0${randomInt(1, 10)}-${randomInt(10, 29)}`;
  const form = { kind: 'person', name, gender: 'female', birthDate, account, password: SANDBOX_PASSWORD };
  const answer = await fetch(`${sandboxUrl}/register`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`the sandbox refused to register ${account}: ${answer.status}`);
  return findAtSandbox(settings, account);
}

/** Who registered there. Throws when nobody has this account. */
export function findAtSandbox({ dataDir }: WorldSettings, account: string): Newcomer {
  const file = join(dataDir, 'sandbox-sso/registered-accounts.json');
  const known = JSON.parse(readFileSync(file, 'utf8')) as readonly SandboxIdentity[];
  const identity = known.find((one) => one.account === account);
  if (!identity) throw new Error(`${account} is not among the registered accounts`);
  return { account, password: SANDBOX_PASSWORD, name: identity.name, identity };
}
