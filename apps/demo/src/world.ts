import { randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore, type CoreApp } from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';
import { SANDBOX_PASSWORD, type SandboxIdentity } from '@zhicheng/sandbox-sso/accounts';
import { viaSso, type Player } from './actors.ts';
import { declare, fill, passLevels, submit } from './declarations.ts';
import { passAll, submitLibrary, type Entered } from './library.ts';
import { findOrganisations, type Body, type Organisations } from './organisations.ts';
import { boundPlayer, registerPlayer } from './people.ts';
import { findPlans, type Plans } from './plans.ts';

/** Where a running site keeps what it knows. */
export interface WorldSettings {
  readonly databaseUrl: string;
  readonly key: string;
  readonly dataDir: string;
  readonly sandboxUrl: string;
}

/** Somebody with an account at the sandbox sign-on and nothing else. */
export interface Newcomer {
  readonly account: string;
  readonly password: string;
  readonly name: string;
  readonly identity: SandboxIdentity;
}

export type Somebody = Newcomer & Player;

/**
 * New synthetic people in the state a test begins with, reached through the same use cases as in the pages. Nobody is
 * used twice, so tests neither wait for each other nor for a fresh database.
 */
export interface World {
  readonly app: CoreApp;
  readonly organisations: Organisations;
  readonly plans: Plans;
  newcomer(): Promise<Newcomer>;
  /** Who registered at the sandbox in the pages. */
  find(account: string): Newcomer;
  /** 个人注册 done; with a unit: the request waits there. */
  registered(unit?: Body): Promise<Somebody>;
  /** Bound to the unit. */
  bound(unit?: Body): Promise<Somebody>;
  /** A teacher's library, all approved. */
  withLibrary(): Promise<Somebody & { readonly entered: readonly Entered[] }>;
  /** The rest of the library, approved, of somebody who entered the kinds named in the pages. */
  restOfLibrary(newcomer: Newcomer, without: readonly string[]): Promise<void>;
  /** A declaration that 开始检测 finds nothing wrong with. */
  filled(): Promise<Somebody & { readonly declarationId: string }>;
  /** Submitted, and passed by so many levels of the walk. */
  submitted(levels: number): Promise<Somebody & { readonly declarationId: string }>;
  close(): Promise<void>;
}

/** Opens the world of a running site; close it when done. */
export async function openWorld(settings: WorldSettings): Promise<World> {
  const { databaseUrl, key, dataDir } = settings;
  const filesDir = join(dataDir, 'files');
  const app = await createCore({ databaseUrl, key, filesDir }, profileOf('anhui'), registry);
  const organisations = await findOrganisations(app);
  const plans = await findPlans(app);
  const { school } = organisations;
  const newcomer = () => registerAtSandbox(settings);
  const find = (account: string) => findAtSandbox(settings, account);
  const arrive = async (): Promise<Somebody> => {
    const somebody = await newcomer();
    return { ...somebody, ...(await viaSso(app, somebody.identity)) };
  };
  const registered = async (unit?: Body) => {
    const somebody = await arrive();
    await registerPlayer(app, somebody, 1, unit);
    return somebody;
  };
  const bound = async (unit: Body = school) => {
    const somebody = await arrive();
    await boundPlayer(app, somebody, 1, unit);
    return somebody;
  };
  const approvedLibrary = async (player: Player, without: readonly string[] = []) => {
    const entered = await submitLibrary(app, player, without);
    const [administrator] = school.players;
    if (administrator) await passAll(administrator, player.actor.name);
    return entered;
  };
  const withLibrary = async () => {
    const somebody = await bound();
    return { ...somebody, entered: await approvedLibrary(somebody) };
  };
  const restOfLibrary = async ({ identity }: Newcomer, without: readonly string[]) => {
    await approvedLibrary(await viaSso(app, identity), without);
  };
  const filled = async () => {
    const { entered, ...somebody } = await withLibrary();
    const declarationId = await declare(somebody, plans.senior ?? '');
    await fill(app, somebody, declarationId, entered, randomInt(12));
    return { ...somebody, declarationId };
  };
  const submitted = async (levels: number) => {
    const somebody = await filled();
    await submit(somebody, somebody.declarationId);
    await passLevels(app, organisations, somebody.name, levels);
    return somebody;
  };
  const close = () => app.close();
  return {
    app,
    organisations,
    plans,
    newcomer,
    find,
    registered,
    bound,
    withLibrary,
    restOfLibrary,
    filled,
    submitted,
    close,
  };
}

/** Recognisably synthetic, and no name is the beginning of another. */
export function freshName(): string {
  const cycle = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
  return `示例${Array.from({ length: 4 }, () => cycle[randomInt(cycle.length)]).join('')}`;
}

async function registerAtSandbox(settings: WorldSettings): Promise<Newcomer> {
  const { sandboxUrl } = settings;
  const name = freshName();
  const account = `j-${randomUUID().slice(0, 13)}`;
  const birthDate = `19${randomInt(70, 95)}-0${randomInt(1, 10)}-${randomInt(10, 29)}`;
  const form = { kind: 'person', name, gender: 'female', birthDate, account, password: SANDBOX_PASSWORD };
  const answer = await fetch(`${sandboxUrl}/register`, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`the sandbox refused to register ${account}: ${answer.status}`);
  return findAtSandbox(settings, account);
}

function findAtSandbox({ dataDir }: WorldSettings, account: string): Newcomer {
  const file = join(dataDir, 'sandbox-sso/registered-accounts.json');
  const known = JSON.parse(readFileSync(file, 'utf8')) as readonly SandboxIdentity[];
  const identity = known.find((one) => one.account === account);
  if (!identity) throw new Error(`${account} is not among the registered accounts`);
  return { account, password: SANDBOX_PASSWORD, name: identity.name, identity };
}
