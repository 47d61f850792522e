import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  createBuiltinAccount,
  createCore,
  createOrganisation,
  grantAssignment,
  recordBan,
  type CoreApp,
} from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';
import { viaPassword, viaSso, type Player } from './actors.ts';
import { declare, fill, passLevels, submit } from './declarations.ts';
import { draftOf } from './engineering.ts';
import { holdDeclaration, type Hold } from './hold-declaration.ts';
import { admitToInterview } from './interviewed.ts';
import { passAll, submitLibrary, type Entered } from './library.ts';
import { findAtSandbox, freshName, registerAtSandbox, type Newcomer, type WorldSettings } from './newcomers.ts';
import { DEMO_PASSWORD, findOrganisations, type Body, type Organisations } from './organisations.ts';
import { boundPlayer, registerPlayer } from './people.ts';
import { findPlans, type Plans } from './plans.ts';

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
  withLibrary(unit?: Body): Promise<Somebody & { readonly entered: readonly Entered[] }>;
  /** The rest of the library, approved, of somebody who entered the kinds named in the pages. */
  restOfLibrary(newcomer: Newcomer, without: readonly string[]): Promise<void>;
  /** With an entry in the integrity file. */
  banned(): Promise<Somebody>;
  /** Applicant, and administrator of the unit. */
  withTwoCapacities(unit: Body): Promise<Somebody>;
  /** An employer that has not said where it lies (AH-16.09). */
  unitWithoutRegion(): Promise<Body>;
  /** A declaration that 开始检测 finds nothing wrong with. */
  filled(unit?: Body): Promise<Somebody & { readonly declarationId: string }>;
  /** A filled declaration of the year before, and a new one with nothing in it. */
  inSecondYear(unit?: Body): Promise<Somebody & { readonly declarationId: string; readonly lastId: string }>;
  /** Submitted, and passed by so many levels of the walk. */
  submitted(levels: number, unit?: Body): Promise<Somebody & { readonly declarationId: string }>;
  /** Admitted under a plan with interviews that are arranged: has an admission ticket. */
  interviewed(): Promise<Somebody & { readonly declarationId: string }>;
  /** An engineer whose declaration lacks one project of a small size. */
  engineerInDraft(): Promise<Somebody & { readonly declarationId: string }>;
  /** Stops the next change of a declaration in its middle. */
  hold(declarationId: string): Promise<Hold>;
  close(): Promise<void>;
}

/** Opens the world of a running site; close it when done. */
export async function openWorld(settings: WorldSettings): Promise<World> {
  const { databaseUrl, key, dataDir, profile } = settings;
  const filesDir = join(dataDir, 'files');
  const app = await createCore({ databaseUrl, key, filesDir }, profileOf(profile), registry);
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
  const approvedLibrary = async (player: Player, unit: Body, without: readonly string[] = []) => {
    const entered = await submitLibrary(app, player, without);
    const [administrator] = unit.players;
    if (administrator) await passAll(administrator, player.actor.name);
    return entered;
  };
  const withLibrary = async (unit: Body = school) => {
    const somebody = await bound(unit);
    return { ...somebody, entered: await approvedLibrary(somebody, unit) };
  };
  const restOfLibrary = async ({ identity }: Newcomer, without: readonly string[]) => {
    await approvedLibrary(await viaSso(app, identity), school, without);
  };
  const banned = async () => {
    const somebody = await bound();
    const { accountId } = somebody.actor;
    const year = new Date().getUTCFullYear();
    const dates = { bannedFrom: `${year - 1}-01-01`, bannedUntil: `${year + 3}-01-01` };
    await recordBan({ core: app.core, actor: null, personId: accountId, reason: '示例原因', ...dates });
    return somebody;
  };
  const withTwoCapacities = async (unit: Body) => {
    const somebody = await bound(unit);
    const { accountId } = somebody.actor;
    await grantAssignment({ core: app.core, actor: null, accountId, role: 'employer', organisationId: unit.id });
    return somebody;
  };
  const filled = async (unit: Body = school, planId = plans.senior ?? '') => {
    const { entered, ...somebody } = await withLibrary(unit);
    const declarationId = await declare(somebody, planId);
    await fill(app, somebody, declarationId, entered, randomInt(12));
    return { ...somebody, declarationId };
  };
  const inSecondYear = async (unit: Body = school) => {
    const { declarationId: lastId, ...somebody } = await filled(unit);
    // Nobody can declare under a plan that is over, so the record is moved back a year.
    const row = app.core.db('declaration').where({ id: lastId });
    await row.update({ plan_year: app.core.db.raw('plan_year - 1') });
    return { ...somebody, lastId, declarationId: await declare(somebody, plans.senior ?? '') };
  };
  const submitted = async (levels: number, unit: Body = school) => {
    const somebody = await filled(unit);
    await submit(somebody, somebody.declarationId);
    await passLevels(app, organisations, somebody.name, levels);
    return somebody;
  };
  const interviewed = async () => {
    const planId = plans.intermediate ?? '';
    const somebody = await filled(school, planId);
    await submit(somebody, somebody.declarationId);
    await admitToInterview(app, organisations, { name: somebody.name, planId });
    return somebody;
  };
  const engineerInDraft = async () => {
    const { institute } = organisations;
    const somebody = await bound(institute);
    const declarationId = await draftOf(app, somebody, { institute, planId: plans.engineering ?? '' });
    return { ...somebody, declarationId };
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
    banned,
    withTwoCapacities,
    unitWithoutRegion: () => unitWithoutRegion(app),
    interviewed,
    engineerInDraft,
    hold: (declarationId) => holdDeclaration(app, declarationId),
    filled: (unit) => filled(unit),
    inSecondYear,
    submitted,
    close,
  };
}

async function unitWithoutRegion(app: CoreApp): Promise<Body> {
  const { id } = await createOrganisation({
    ...{ core: app.core, actor: null, name: `${freshName()}学校`, capacities: ['employer'] },
    ...{ unitNature: 'PUBLIC_INSTITUTION', details: { contact: '示例联系人', mobile: '10000000101' } },
  });
  const username = `unit-${randomUUID().slice(0, 13)}`;
  await createBuiltinAccount({
    ...{ core: app.core, actor: null, username, password: DEMO_PASSWORD, displayName: '示例管理员' },
    assignments: [{ role: 'employer', organisationId: id }],
  });
  return { id, players: [await viaPassword(app, username, DEMO_PASSWORD)] };
}
