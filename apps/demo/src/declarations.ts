import { choose } from './dictionaries.ts';
import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import type { Entered } from './library.ts';
import type { Organisations } from './organisations.ts';
import { openTask } from './people.ts';
import { portrait, scan } from './scans.ts';

/** 马上申报 to the record in 编辑中. */
export async function declare(player: Player, planId: string): Promise<string> {
  const plan = await player.api.plans.get({ id: planId });
  const { id } = await player.api.declarations.create({
    planId,
    kind: 'REGULAR',
    specialtyId: plan.specialties.find(({ name }) => name === '中学语文')?.id ?? plan.specialties[0]?.id ?? '',
    titleId: plan.titles.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.id ?? plan.titles[0]?.id ?? '',
    confirmed: true,
    promised: true,
    idempotencyKey: randomUUID(),
  });
  return id;
}

/** Section of the fill page for each kind of entry. */
const SECTION: Readonly<Record<string, string>> = {
  experience: 'experiences',
  education: 'educations',
  'continuing-education': 'trainings',
  assessment: 'assessments',
  honour: 'performance-honours',
  paper: 'papers',
  'rural-teaching': 'rural-teaching',
  'class-teacher': 'class-teacher',
};

/** Fills everything, so that 开始检测 finds nothing. */
export async function fill(
  app: CoreApp,
  player: Player,
  id: string,
  entered: readonly Entered[],
  seed: number,
): Promise<void> {
  const { declarations } = player.api;
  let expectedVersion = (await declarations.fill({ id })).card.version;
  const edit = async (change: Promise<{ version: number }>) => {
    expectedVersion = (await change).version;
  };
  const form = async (section: string, raw: Readonly<Record<string, unknown>>) =>
    edit(declarations.saveForm({ id, section, raw, expectedVersion }));
  const photo = await portrait(app, player, seed);
  await edit(declarations.setPhoto({ id, fileId: photo.id, expectedVersion }));
  await form('profile', {
    ethnicity: await choose(app, 'ethnicity', '01'),
    birthplace: '示例省示例市',
    workStart: '2008-09-01',
    workYears: 18,
    specialtyYears: 18,
    politicalStatus: await choose(app, 'politicalStatus', '13'),
    health: '健康',
  });
  const titleProof = await scan(app, player, '职称证书');
  await form('held-titles', {
    titles: [
      {
        certificateNo: 'SL-ZC-0001',
        unit: '示例市第一中学',
        series: '中小学教师',
        specialty: '中学语文',
        title: '一级教师',
        level: await choose(app, 'titleLevel', 'INTERMEDIATE'),
        grantedOn: '2016-12-01',
        mode: await choose(app, 'acquisitionMode', 'REVIEW'),
        appointed: true,
        evidence: [titleProof],
        appointments: [
          {
            unit: '示例市第一中学',
            post: '一级教师',
            period: { from: '2017-01-01', to: null },
            evidence: [titleProof],
          },
        ],
      },
    ],
  });
  await form('attachments', {
    idCard: [await scan(app, player, '身份证正反面')],
    promise: [await scan(app, player, '职称申报承诺书')],
    certificate: [await scan(app, player, '教师资格证')],
  });
  for (const section of new Set(Object.values(SECTION))) {
    const entryIds = entered.filter(({ entity }) => SECTION[entity] === section).map((entry) => entry.id);
    if (entryIds.length > 0) await edit(declarations.importEntries({ id, section, entryIds, expectedVersion }));
  }
  const extras = async (section: string, entity: string, extra: Readonly<Record<string, unknown>>) =>
    edit(
      declarations.saveExtras({
        id,
        section,
        extras: Object.fromEntries(entered.filter((e) => e.entity === entity).map((e) => [e.id, extra])),
        expectedVersion,
      }),
    );
  await extras('educations', 'education', { highest: true });
  await extras('assessments', 'assessment', { result: '合格' });
}

export async function submit(player: Player, id: string): Promise<void> {
  const { card } = await player.api.declarations.fill({ id });
  await player.api.declarations.submit({ id, expectedVersion: card.version, idempotencyKey: randomUUID() });
}

/** The walk through the tree, in order; the employer uploads its recommendation. */
const WALK = ['school', 'districtEducation', 'districtHrss', 'cityEducation', 'convening'] as const;

/** Lets the first `levels` of the walk pass; `quota` is what the unit settles where the plan asks for posts. */
export async function passLevels(
  app: CoreApp,
  organisations: Organisations,
  name: string,
  levels: number,
  quota?: { readonly occupies: string; readonly note: string },
): Promise<void> {
  for (const key of WALK.slice(0, levels)) {
    const [auditor] = organisations[key].players;
    if (!auditor) throw new Error(`${key} has nobody`);
    const taskId = await openTask(auditor, `${name}身份证`);
    const recommendation =
      key === 'school'
        ? {
            publicity: [await scan(app, auditor, '公示情况说明')],
            recommendation: [await scan(app, auditor, '单位推荐意见')],
          }
        : {};
    const extra = { recommendation, ...(key === 'school' && quota && { quota }) };
    await auditor.api.tasks.decide({ taskId, decision: 'pass', opinion: '同意', extra });
  }
}

/** The next level of the walk after `levels` returns or terminates. */
export async function end(
  organisations: Organisations,
  name: string,
  levels: number,
  decision: 'return' | 'terminate',
  opinion: string,
): Promise<void> {
  const key = WALK[levels];
  const auditor = key && organisations[key].players[0];
  if (!auditor) throw new Error(`nobody at level ${levels}`);
  await auditor.api.tasks.decide({ taskId: await openTask(auditor, `${name}身份证`), decision, opinion });
}
