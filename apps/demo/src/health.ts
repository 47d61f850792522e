import type { CoreApp } from '@zhicheng/core';
import type { Player } from './actors.ts';
import { passAll, submitRows, type Entered, type Rows } from './library.ts';
import type { Body } from './organisations.ts';
import { bound } from './people.ts';
import { scan } from './scans.ts';

const SERIES = '卫生技术人员';
const PERSON = 18;
const CASES = 12;
const year = new Date().getUTCFullYear();

/** A stay of the year before last: within five years whatever the day of the demo. */
function stay(index: number) {
  const month = String((index % 12) + 1).padStart(2, '0');
  return {
    entity: 'health-case',
    raw: {
      ...{ admissionNo: `ZY${year - 2}${String(index + 1).padStart(4, '0')}`, patient: `患者${index + 1}号` },
      ...{ gender: index % 2 === 0 ? '男' : '女', age: `${40 + index}岁`, role: '主管' },
      ...{ admittedOn: `${year - 2}-${month}-03`, dischargedOn: `${year - 2}-${month}-12`, treatment: '抗感染治疗' },
      ...{ admissionDiagnosis: '社区获得性肺炎', dischargeDiagnosis: '社区获得性肺炎' },
    },
  };
}

/** The first half observed, the second for comparison. */
const grouped = (cases: readonly Entered[]) =>
  cases.map(({ id }, index) => ({ entry: id, extra: { group: index < cases.length / 2 ? '观察组' : '对照组' } }));

async function writings(app: CoreApp, player: Player, cases: readonly Entered[]): Promise<Rows> {
  const published = { journalNo: 'CN00-0000/R', journal: '示例医学杂志', publishedOn: `${year - 1}-05-01` };
  return [
    {
      entity: 'health-paper',
      raw: {
        ...{ ...published, title: '社区获得性肺炎两种用药方案的比较', firstAuthor: true, templated: true },
        ...{ cases: grouped(cases), evidence: [await scan(app, player, '论文封面目录正文')] },
      },
    },
    {
      entity: 'health-topic',
      raw: {
        ...{ title: '社区获得性肺炎诊治专题', finishedOn: `${year - 1}-03-01`, templated: true },
        ...{ cases: grouped(cases.slice(0, 6)), summary: '总结本科室近年收治病例的用药和转归。' },
      },
    },
  ];
}

/** The hospital has two administrators, so that each task is claimed before it is decided. */
async function claimAndPass(administrator: Player, name: string): Promise<void> {
  const { rows } = await administrator.api.tasks.list({ tab: 'claimable', keyword: name, size: 100 });
  for (const { taskId } of rows) await administrator.api.tasks.claim({ taskId });
  await passAll(administrator, name);
}

/** A doctor with approved cases, and with a paper and a topic on them. */
export async function doctorWithCases(app: CoreApp, hospital: Body): Promise<void> {
  const player = await bound(app, PERSON, hospital);
  const [administrator] = hospital.players;
  if (!administrator) throw new Error('a unit without an administrator');
  const cases = await submitRows(
    player,
    SERIES,
    Array.from({ length: CASES }, (_, index) => stay(index)),
  );
  await claimAndPass(administrator, player.actor.name);
  await submitRows(player, SERIES, await writings(app, player, cases));
  await claimAndPass(administrator, player.actor.name);
}
