import { appendEvent, grantAssignment, loadCatalog, recordBan, type CoreApp } from '@zhicheng/core';
import { declare, end, fill, passLevels, submit } from './declarations.ts';
import { passAll, submitLibrary } from './library.ts';
import { engineerInDraft } from './engineering.ts';
import { admitToInterview } from './interviewed.ts';
import { doctorWithCases } from './health.ts';
import { createOrganisations, type Body, type Organisations } from './organisations.ts';
import { bound, register } from './people.ts';
import { createPlans, extendPlans, type Plans } from './plans.ts';
import { approvePosts } from './post-quotas.ts';
import type { Player } from './actors.ts';

/** The demo's own record in the ledger. */
const DEMO = '00000000-0000-7000-8000-000000000001';
const note = (app: CoreApp, action: string) =>
  app.core.db.transaction((trx) => appendEvent(trx, { subjectKind: 'demo', subjectId: DEMO, action, actor: null }));

/**
 * Loads the demo once; at later starts its open plans stay open. Every state is reached through use cases.
 * @returns false when there are accounts that the demo did not make: it never touches real data
 * @throws when an earlier load was interrupted: half a demo cannot be told from somebody's data
 */
export async function loadDemo(app: CoreApp): Promise<boolean> {
  await loadCatalog({ core: app.core });
  const noted = await app.core.db('ledger_event').where({ subject_id: DEMO }).select('action');
  if (noted.some(({ action }) => action === 'loaded')) {
    await extendPlans(app);
    return true;
  }
  if (noted.length > 0)
    throw new Error('Loading the demo data was interrupted. Delete the data folder and start again.');
  if (await app.core.db('account').first('id')) return false;
  await note(app, 'started');
  const organisations = await createOrganisations(app);
  const plans = await createPlans(app, organisations);
  await approvePosts(app, administratorOf(organisations.school), organisations.districtHrss);
  await peopleInAllStates(app, organisations, plans);
  await engineerInDraft(app, organisations.institute, plans.engineering ?? '');
  await doctorWithCases(app, organisations.hospital);
  await note(app, 'loaded');
  return true;
}

const administratorOf = ({ players }: Body): Player => {
  const [administrator] = players;
  if (!administrator) throw new Error('a unit without an administrator');
  return administrator;
};

async function withLibrary(app: CoreApp, number: number, unit: Body) {
  const player = await bound(app, number, unit);
  const entered = await submitLibrary(app, player);
  await passAll(administratorOf(unit), player.actor.name);
  return { player, entered };
}

/** Some fifteen people, each in another state of the same road. */
async function peopleInAllStates(app: CoreApp, organisations: Organisations, plans: Plans): Promise<void> {
  const { school } = organisations;
  const planId = plans.senior ?? '';
  await withLibrary(app, 1, school);
  await register(app, 2, school);
  await register(app, 3);
  // GP.31: who works at the bureau is the employer account's to audit, not the department's.
  await bound(app, 4, organisations.educationStaff);
  await submitLibrary(app, await bound(app, 5, school));
  const filled = async (number: number, under = planId) => {
    const { player, entered } = await withLibrary(app, number, school);
    const id = await declare(player, under);
    await fill(app, player, id, entered, number);
    return { player, id };
  };
  const submitted = async (number: number, levels: number, under = planId) => {
    const { player, id } = await filled(number, under);
    await submit(player, id);
    await passLevels(app, organisations, player.actor.name, levels);
    return player.actor.name;
  };
  await filled(6);
  await submitted(7, 1);
  await submitted(16, 0, plans.intermediate);
  const interviewPlan = plans.intermediate ?? '';
  const invited = await submitted(17, 0, interviewPlan);
  await admitToInterview(app, organisations, { name: invited, planId: interviewPlan });
  await submitted(8, 3);
  const reason = '年度考核登记表看不清公章，请重新扫描后上传；职称申报承诺书须本人手写签名。';
  const returned = await submitted(9, 1);
  await end(organisations, returned, 1, 'return', reason);
  // Level by level it lies at the unit now, which sends it on to the person.
  if (app.core.profile.policies.returnMode === 'STEPWISE') await end(organisations, returned, 0, 'return', reason);
  await submitted(10, 5);
  await end(organisations, await submitted(11, 2), 2, 'terminate', '申报人不在本评委会评审范围内。');
  const banned = await withLibrary(app, 12, school);
  await recordBan({
    core: app.core,
    actor: null,
    personId: banned.player.actor.accountId,
    reason: '演示：提供虚假材料',
    bannedFrom: new Date().toISOString().slice(0, 10),
    bannedUntil: `${new Date().getUTCFullYear() + 3}-01-01`,
  });
  // The unit has to choose between the competent department and the talent centre (AH-33.19).
  const elsewhere = await withLibrary(app, 13, organisations.school2);
  const declared = await declare(elsewhere.player, planId);
  await fill(app, elsewhere.player, declared, elsewhere.entered, 13);
  await submit(elsewhere.player, declared);
  await severalCapacities(app, await bound(app, 14, organisations.hospital), organisations.hospital);
}

/** One login, two assignments: an applicant who also administers the unit. */
const severalCapacities = (app: CoreApp, { actor }: Player, unit: Body) =>
  grantAssignment({
    core: app.core,
    actor: null,
    accountId: actor.accountId,
    role: 'employer',
    organisationId: unit.id,
  });
