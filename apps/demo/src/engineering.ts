import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import { choose } from './dictionaries.ts';
import { passAll, submitRows, type Entered, type Rows } from './library.ts';
import type { Body } from './organisations.ts';
import { bound } from './people.ts';
import { portrait, scan, typed } from './scans.ts';

const SERIES = '工程技术人员';
const UNIT = '示例市建筑设计院';
const PERSON = 20;
const year = new Date().getUTCFullYear();

const project = (name: string, ago: number, evidence: unknown) => ({
  entity: 'engineering-project',
  raw: {
    name,
    period: { from: `${year - ago - 1}-03-01`, to: `${year - ago}-06-30` },
    category: '市年度重点项目',
    role: ['参与'],
    participants: '示例甲、示例乙',
    scale: '建筑面积见佐证材料',
    duties: '承担结构计算和施工图设计。',
    evidence: [evidence],
  },
});

const report = async (app: CoreApp, player: Player, title: string, ago: number) => ({
  entity: 'technical-report',
  raw: {
    title,
    kind: '设计报告',
    project: '示例市图书馆工程',
    finishedOn: `${year - ago}-05-20`,
    rank: 1,
    summary: '方案比选、计算书和结论。',
    report: [await typed(app, player, title)],
  },
});

/** What an engineer has done since he became 助理工程师: enough for all but the projects, where one is missing. */
async function engineerRows(app: CoreApp, player: Player): Promise<Rows> {
  const proof = await scan(app, player, '工作证明');
  const built = await scan(app, player, '工程竣工验收证明');
  const grade = await choose(app, 'assessmentGrade', 'QUALIFIED');
  return [
    {
      entity: 'experience',
      raw: {
        ...{ unit: UNIT, period: { from: '2016-07-01', to: null }, specialty: '建筑结构', position: '助理工程师' },
        evidence: [proof],
      },
    },
    {
      entity: 'education',
      raw: {
        ...{ school: '示例理工大学', period: { from: '2012-09-01', to: '2016-06-30' }, major: '土木工程' },
        education: await choose(app, 'education', '21'),
        degree: await choose(app, 'degree', '4'),
        ...{ schooling: '四年', certificateNo: 'SL-2016-0020', evidence: [proof] },
      },
    },
    { entity: 'assessment', raw: { year: year - 1, unit: UNIT, grade, evidence: [proof] } },
    project('示例市图书馆工程', 2, built),
    project('示例区社区服务中心工程', 1, built),
    await report(app, player, '示例市图书馆结构选型报告', 3),
    await report(app, player, '示例市图书馆抗震设计报告', 2),
    await report(app, player, '示例区社区服务中心地基处理报告', 1),
  ];
}

/** Section of the fill page for each kind of entry. */
const SECTION: Readonly<Record<string, string>> = {
  experience: 'experiences',
  education: 'educations',
  assessment: 'assessments',
  'engineering-project': 'engineering-projects',
  'technical-report': 'technical-reports',
};

/** A declaration in 编辑中 whose readiness shows the mix of project sizes: 1 中型 and 1 小型, one more 小型 would do. */
export const engineerInDraft = async (app: CoreApp, institute: Body, planId: string): Promise<string> =>
  draftOf(app, await bound(app, PERSON, institute), { institute, planId });

/** The same for whoever is bound to the institute; answers with the declaration. */
export async function draftOf(
  app: CoreApp,
  player: Player,
  { institute, planId }: { readonly institute: Body; readonly planId: string },
): Promise<string> {
  const entered = await submitRows(player, SERIES, await engineerRows(app, player));
  const [administrator] = institute.players;
  if (administrator) await passAll(administrator, player.actor.name);
  const plan = await player.api.plans.get({ id: planId });
  const { id } = await player.api.declarations.create({
    planId,
    kind: 'REGULAR',
    specialtyId: plan.specialties.find(({ name }) => name === '建筑结构')?.id ?? '',
    titleId: plan.titles[0]?.id ?? '',
    confirmed: true,
    promised: true,
    idempotencyKey: randomUUID(),
  });
  await fillForms(app, player, id);
  await pickEntries(player, id, entered);
  return id;
}

async function fillForms(app: CoreApp, player: Player, id: string): Promise<void> {
  const { declarations } = player.api;
  let expectedVersion = (await declarations.fill({ id })).card.version;
  const edit = async (change: Promise<{ version: number }>) => {
    expectedVersion = (await change).version;
  };
  const form = (section: string, raw: Readonly<Record<string, unknown>>) =>
    edit(declarations.saveForm({ id, section, raw, expectedVersion }));
  const photo = await portrait(app, player, PERSON);
  await edit(declarations.setPhoto({ id, fileId: photo.id, expectedVersion }));
  await form('profile', {
    ...{ birthplace: '示例省示例市', workStart: '2016-07-01', workYears: 10, specialtyYears: 10, health: '健康' },
    ethnicity: await choose(app, 'ethnicity', '01'),
    politicalStatus: await choose(app, 'politicalStatus', '13'),
  });
  const certificate = await scan(app, player, '职称证书');
  await form('held-titles', {
    titles: [
      {
        ...{ certificateNo: 'SL-ZC-0020', unit: UNIT, series: SERIES, specialty: '建筑结构', title: '助理工程师' },
        level: await choose(app, 'titleLevel', 'JUNIOR_ASSISTANT'),
        grantedOn: '2017-12-01',
        mode: await choose(app, 'acquisitionMode', 'REVIEW'),
        ...{ appointed: false, evidence: [certificate], appointments: [] },
      },
    ],
  });
  await form('attachments', {
    idCard: [await scan(app, player, '身份证正反面')],
    promise: [await scan(app, player, '职称申报承诺书')],
    certificate: [await scan(app, player, '毕业证书')],
  });
}

async function pickEntries({ api }: Player, id: string, entered: readonly Entered[]): Promise<void> {
  const { declarations } = api;
  let expectedVersion = (await declarations.fill({ id })).card.version;
  const idsOf = (entity: string) => entered.filter((entry) => entry.entity === entity).map((entry) => entry.id);
  for (const [entity, section] of Object.entries(SECTION))
    ({ version: expectedVersion } = await declarations.importEntries({
      ...{ id, section, entryIds: idsOf(entity), expectedVersion },
    }));
  const answers: readonly [entity: string, section: string, said: readonly Readonly<Record<string, unknown>>[]][] = [
    ['education', 'educations', [{ highest: true }]],
    ['assessment', 'assessments', [{ result: '合格' }]],
    ['engineering-project', 'engineering-projects', [{ scale: '中型' }, { scale: '小型' }]],
  ];
  for (const [entity, section, said] of answers) {
    const extras = Object.fromEntries(idsOf(entity).map((entry, index) => [entry, said[index] ?? {}]));
    ({ version: expectedVersion } = await declarations.saveExtras({ id, section, extras, expectedVersion }));
  }
}
