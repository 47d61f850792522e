import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { anhui, makeIdNumber } from '@zhicheng/profiles';
import { sandboxAccounts, type SandboxIdentity } from '@zhicheng/sandbox-sso/accounts';
import { tokenViaSso, viaSso } from '../actors.ts';
import { declare, fill } from '../declarations.ts';
import { passAll, submitLibrary } from '../library.ts';
import { loadDemo } from '../load-demo.ts';
import { findOrganisations } from '../organisations.ts';
import { boundPlayer } from '../people.ts';
import { findPlans } from '../plans.ts';

/** Somebody with a declaration that lacks nothing. */
export interface Applicant {
  readonly name: string;
  readonly accountId: string;
  readonly token: string;
  readonly declarationId: string;
}
/** Who acts while the site is killed, and the key of its data. */
export interface Cast {
  readonly key: string;
  readonly applicants: readonly Applicant[];
  /** Session of the school's administrator. */
  readonly school: string;
}

const NAMES = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳';

function identityOf(n: number): SandboxIdentity {
  const birthDate = '1985-05-01';
  return {
    ...{ kind: 'person', sub: `crash-${n}`, account: `crash-${n}`, name: `示例崩溃${NAMES[n] ?? n}`, idType: '111' },
    ...{ idNumber: makeIdNumber({ birthDate, gender: 'female', serial: 400 + n }), mobile: '10000000001' },
    ...{ gender: 'female', birthDate },
  };
}

/** Loads the demo and the people into an empty data folder, as safe against power failure as a real site. */
export async function assembleCast(dataDir: string, people: number): Promise<Cast> {
  const key = randomBytes(32).toString('hex');
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  const app = await createCore({ databaseUrl: postgres.url, key, filesDir: join(dataDir, 'files') }, anhui, registry);
  try {
    if (!(await loadDemo(app))) throw new Error(`${dataDir} holds other data`);
    const { school } = await findOrganisations(app);
    const plans = await findPlans(app);
    const [administrator] = school.players;
    const unit = sandboxAccounts().find(({ name }) => name === administrator?.actor.name);
    if (!administrator || !unit) throw new Error('the school has no administrator');
    const applicants: Applicant[] = [];
    for (let n = 0; n < people; n += 1) {
      const identity = identityOf(n);
      const player = await boundPlayer(app, await viaSso(app, identity), n, school);
      const entered = await submitLibrary(app, player);
      await passAll(administrator, player.actor.name);
      const declarationId = await declare(player, plans.senior ?? '');
      await fill(app, player, declarationId, entered, n);
      const { accountId, name } = player.actor;
      applicants.push({ name, accountId, declarationId, token: await tokenViaSso(app, identity) });
    }
    return { key, applicants, school: await tokenViaSso(app, unit) };
  } finally {
    await app.close();
    await postgres.stop();
  }
}
