import { choose } from './dictionaries.ts';
import { randomUUID } from 'node:crypto';
import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import { scan } from './scans.ts';

export type Rows = readonly { readonly entity: string; readonly raw: Readonly<Record<string, unknown>> }[];

const year = new Date().getUTCFullYear();

/** Any county of the province. */
function ruralCounty(app: CoreApp) {
  const place = app.core.profile.regions.findLast(({ level }) => level !== 'province');
  if (!place) throw new Error('the profile has no regions');
  return { code: place.code, name: place.name };
}

/** A teacher's achievements: what a senior declaration needs, and a little more. */
async function teacherRows(app: CoreApp, player: Player): Promise<Rows> {
  const unit = '示例市第一中学';
  const assessed = await scan(app, player, '年度考核登记表');
  const proof = await scan(app, player, '工作证明');
  const excellent = await choose(app, 'assessmentGrade', 'EXCELLENT');
  const qualified = await choose(app, 'assessmentGrade', 'QUALIFIED');
  return [
    {
      entity: 'experience',
      raw: {
        unit,
        period: { from: '2008-09-01', to: null },
        specialty: '中学语文',
        position: '教师',
        duties: '承担初中语文教学和班主任工作。',
        evidence: [proof],
      },
    },
    {
      entity: 'education',
      raw: {
        school: '示例师范大学',
        period: { from: '2004-09-01', to: '2008-07-01' },
        major: '汉语言文学',
        education: await choose(app, 'education', '21'),
        degree: await choose(app, 'degree', '4'),
        schooling: '四年',
        certificateNo: 'SL-2008-0001',
        organiser: '示例师范大学',
        description: '全日制本科',
        evidence: [await scan(app, player, '毕业证书')],
      },
    },
    {
      entity: 'continuing-education',
      raw: {
        type: '专业课',
        year: year - 1,
        hours: 72,
        item: '示例教师专业课培训',
        period: { from: `${year - 1}-03-01`, to: `${year - 1}-11-30` },
        evidence: [await scan(app, player, '继续教育证书')],
      },
    },
    ...[1, 2, 3].map((ago) => ({
      entity: 'assessment',
      raw: {
        year: year - ago,
        unit,
        grade: ago === 1 ? excellent : qualified,
        evidence: [assessed],
      },
    })),
    {
      entity: 'honour',
      raw: {
        name: '示例市优秀教师',
        issuer: '示例市人民政府',
        level: '市级',
        awardedOn: `${year - 2}-09-10`,
        evidence: [await scan(app, player, '荣誉证书')],
      },
    },
    {
      entity: 'paper',
      raw: {
        title: '示例论文：初中语文课堂提问的设计',
        publishedOn: `${year - 1}-05-01`,
        level: await choose(app, 'publicationLevel', 'GENERAL'),
        journal: '示例教育学刊',
        authors: 1,
        rank: 1,
      },
    },
    {
      entity: 'rural-teaching',
      raw: {
        school: '示例县示例乡中心学校',
        kind: '乡村学校',
        place: ruralCounty(app),
        period: { from: '2018-09-01', to: '2019-08-31' },
        subject: '语文',
        weeklyLessons: 14,
        evidence: [await scan(app, player, '乡村任教证明')],
      },
    },
    {
      entity: 'class-teacher',
      raw: {
        schoolYear: '2019-2022学年',
        school: unit,
        className: '初一（1）班',
        period: { from: '2019-09-01', to: '2022-08-31' },
        pupils: 45,
        evidence: [await scan(app, player, '班主任工作证明')],
      },
    },
  ];
}

export interface Entered {
  readonly entity: string;
  readonly id: string;
}

/** Enters and submits everything, but for the kinds named; the unit has it in 任务中心 then. */
export async function submitLibrary(app: CoreApp, player: Player, without: readonly string[] = []): Promise<Entered[]> {
  const rows = (await teacherRows(app, player)).filter((row) => !without.includes(row.entity));
  return submitRows(player, '中小学教师', rows);
}

/** Says which series the person belongs to, then enters and submits the rows. */
export async function submitRows(player: Player, seriesName: string, rows: Rows): Promise<Entered[]> {
  await player.api.identity.updateProfile(await withSeries(player, seriesName));
  const entered: Entered[] = [];
  for (const { entity, raw } of rows) {
    const { id } = await player.api.library.saveAndSubmit({ entity, raw, idempotencyKey: randomUUID() });
    entered.push({ entity, id });
  }
  return entered;
}

/** 所在职称系列 is what shows somebody the own part of his series in the library. */
async function withSeries({ api }: Player, seriesName: string) {
  const { profile, mobile, version } = await api.identity.profile();
  const series = (await api.catalog.series()).find(({ name }) => name === seriesName);
  return { form: { ...profile, mobile, seriesCode: series?.code ?? '' }, expectedVersion: version };
}

/** The unit passes everything of this person that waits. */
export async function passAll(administrator: Player, name: string): Promise<void> {
  for (;;) {
    const { rows } = await administrator.api.tasks.list({ tab: 'todo', keyword: name, size: 100 });
    const entries = rows.filter((row) => row.kind === 'libraryEntry');
    if (entries.length === 0) return;
    for (const { taskId } of entries)
      await administrator.api.tasks.decide({ taskId, decision: 'pass', opinion: '同意' });
  }
}
