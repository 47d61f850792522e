import {
  addYears,
  assess,
  deadEnds,
  entriesToFreeze,
  listColumns,
  openDossier,
  parseRow,
  show,
  thresholdsOf,
  amountOf,
  type Raw,
} from '@zhicheng/series-kit';
import { dossierOf, storedSample, TODAY, verdictAt, type Sample } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import {
  caseRecord,
  health,
  healthPaper,
  representativeWork,
  review,
  topic,
  workload,
  services,
  cases,
  reviews,
  papers,
  works,
  attachments,
} from './index.ts';

const five = [caseRecord, topic, healthPaper, review, representativeWork];
const linking = [topic, healthPaper, review];
const linkOf = (group: string, entry = 'c1') => ({ entry, extra: { group } });

/** The row context of somebody whose library holds these cases. */
const withCases = (...changes: readonly Raw[]) => {
  const stored = changes.map((change, index) => [`c${index + 1}`, storedSample(caseRecord, change)] as const);
  const dossier = openDossier(health, dossierOf(health, { entries: Object.fromEntries(stored) }));
  return { today: TODAY, linked: dossier.linked };
};
const issuesIn = (entity: typeof healthPaper, changes: Raw, context = withCases({})) => {
  const parsed = parseRow(entity, { ...entity.sample, ...changes }, context);
  return parsed.ok ? [] : parsed.issues.map(({ field, message }) => [field, message]);
};

describe('the library of the series', () => {
  it('[AH-14.01] [AH-14.02] five lists stand in 行业专用, for people of the series only', () => {
    expect(five.map(({ menuLabel, group, exclusive }) => [menuLabel, group, exclusive])).toEqual(
      ['病案', '专题', '论文', '综述', '成果代表作'].map((label) => [`卫生 - ${label}`, '行业专用', true]),
    );
    expect(health.library.filter(({ group }) => group === '行业专用')).toEqual(five);
  });
  it('[AH-14.03] [AH-14.04] [AH-14.05] cases are imported and submitted in batches', () =>
    expect(caseRecord).toMatchObject({
      ...{ importable: true, batchSubmit: true, unique: ['admissionNo'] },
      searchHint: '请输入住院号、姓名进行查询',
    }));
  it('[AH-14.06] the list of cases has its columns', () =>
    expect(listColumns(caseRecord).map(({ heading }) => heading)).toEqual(
      '序号 住院号 审核状态 姓名 入院日期 出院日期 入院诊断 出院诊断 抢救或治疗(或手术) 操作'.split(' '),
    ));
  it.each([healthPaper, review])('[AH-14.08] [AH-14.19] the list of $label has its columns', (entity) => {
    expect(listColumns(entity).map(({ heading }) => heading)).toEqual(
      '序号 审核状态 论文题目 发表日期 期刊号 病案数量 申报时间 操作'.split(' '),
    );
    expect(entity.searchHint).toBe('请输入论文题目、期刊号、刊物名称进行查询');
    const { cases: counted } = entity.fields;
    expect([show(counted, []), show(counted, [linkOf('观察组'), linkOf('对照组', 'c2')] as never)]).toEqual(['0', '2']);
  });
  it('[AH-14.09] [AH-14.24] papers and reviews are adjusted once approved, nothing else is', () =>
    expect(health.library.filter(({ adjustable }) => adjustable)).toEqual([healthPaper, review]));
  it('[AH-14.10..16] a paper asks in the order of the guide', () => {
    const labels = Object.values(healthPaper.fields).map(({ label }) => label);
    expect(labels.slice(0, 8)).toEqual(
      '论文题目 是否模板录入 期刊号 刊物名称 发表日期 是否第一作者 论文摘要 病案列表'.split(' '),
    );
    expect(healthPaper.dialogTitle).toBe('论文信息');
  });
  it('[AH-14.25] 成果代表作 asks for the work itself', () => {
    const { work: _, ...bare } = representativeWork.sample;
    expect(parseRow(representativeWork, bare, withCases())).toMatchObject({ issues: [{ field: 'work' }] });
  });
  it.each(['45岁', '45', '0岁', '120', '8月', '8个月', '15天'])('takes %s for an age', (age) =>
    expect(parseRow(caseRecord, { ...caseRecord.sample, age }, withCases()).ok).toBe(true),
  );
  it.each(['121岁', '四十', '3周', '-1'])('refuses %s for an age', (age) =>
    expect(parseRow(caseRecord, { ...caseRecord.sample, age }, withCases())).toMatchObject({
      issues: [{ field: 'age' }],
    }),
  );
  it('refuses a discharge before the admission, or in days to come', () => {
    const found = (dischargedOn: string) => parseRow(caseRecord, { ...caseRecord.sample, dischargedOn }, withCases());
    expect(found('2024-02-29')).toMatchObject({ issues: [{ message: '出院日期不能早于入院日期' }] });
    expect(found('2026-11-01')).toMatchObject({ issues: [{ message: '出院日期不能晚于今天' }] });
    expect(found('2024-03-01').ok).toBe(true);
  });
});

describe('cases in topics, papers and reviews', () => {
  it('[AH-14.17] the table of linked cases has its columns', () => {
    const { shape } = healthPaper.fields.cases;
    if (shape.kind !== 'links') throw new Error('not links');
    const labels = (shape.columns ?? []).map(
      (name) =>
        shape.headings?.[name] ??
        (caseRecord.fields as Record<string, { label: string }>)[name]?.label ??
        shape.extras[name]?.label,
    );
    expect(labels).toEqual('住院号 病人姓名 性别 年龄 分类 入院日期 出院日期 入院诊断 出院诊断'.split(' '));
  });
  it.each(linking)('[AH-14.11] [AH-14.21] [AH-14.23] $label: rows by template, a file otherwise', (entity) => {
    const bare = { templated: true, cases: [], caseFiles: [] };
    expect(issuesIn(entity as typeof healthPaper, bare)).toEqual([['cases', '请选择病案列表']]);
    expect(issuesIn(entity as typeof healthPaper, { ...bare, templated: false })).toEqual([
      ['caseFiles', '请上传病案附件'],
    ]);
    expect(issuesIn(entity as typeof healthPaper, { ...bare, cases: [linkOf('对照组')] })).toEqual([]);
  });
  it('[AH-14.20] [AH-14.22] a case is of the observation or the control group, once', () => {
    const of = (...links: object[]) => issuesIn(healthPaper, { templated: true, cases: links });
    expect(of(linkOf('甲组'))).toEqual([['cases.0.extra.group', '病案列表第1条：分类不在可选范围内']]);
    expect(of({ entry: 'c1' })).toEqual([['cases.0.extra.group', '病案列表第1条：请选择分类']]);
    expect(of(linkOf('观察组'), linkOf('对照组'))).toEqual([['cases', '病案列表第2条重复']]);
  });
  it.each(linking)(
    '[AH-14.18] [GP.25] [MS.15] $label: admissions of the last five years only, to the day',
    (entity) => {
      const admitted = (admittedOn: string) =>
        issuesIn(
          entity as typeof healthPaper,
          { templated: true, cases: [linkOf('观察组')] },
          withCases({ admittedOn, dischargedOn: TODAY }),
        );
      expect(admitted(addYears(TODAY, -5))).toEqual([]);
      expect(admitted('2021-10-30')).toEqual([
        ['cases', '新增病案材料仅支持近5年日期且病案数量不少于1份, 否则不允许提交。不在近5年内的病案：ZY20240001'],
      ]);
    },
  );
  it('linked cases are frozen with what links to them', () => {
    const picks = { topics: [{ templated: true, cases: [linkOf('观察组')] }] };
    const data = dossierOf(health, { picks, entries: { c1: storedSample(caseRecord) } });
    expect(entriesToFreeze(health, data)).toEqual(['topics-0', 'c1']);
  });
});

const criteriaOf = (path: string, sample: Sample) =>
  verdictAt(
    assess(health, dossierOf(health, { level: 'ASSOCIATE_SENIOR', specialty: '普通外科', ...sample })),
    `criteria/${path}`,
  );

describe('the declaration', () => {
  it('[AH-22.03] names its sections as the guide does', () => {
    expect([services.label, services.step]).toEqual(['支撑基层', 'personal']);
    expect([cases, reviews, papers, works].map(({ label, group = label, step }) => [group, step])).toEqual(
      ['病案一览表', '综述', '论文或成果代表作', '论文或成果代表作'].map((group) => [group, 'achievements']),
    );
    expect(attachments.fields.practiceCertificate.label).toBe('执业证书');
  });
  it('[AH-22.08] 综述 shows title, date, journal number and the number of cases', () =>
    expect(
      review.columns.map((name) => listColumns(review).find((c) => c.kind === 'field' && c.field === name)?.heading),
    ).toEqual(['论文题目', '发表日期', '期刊号', '病案数量']));
  it('[AH-33.15] the unit may upload its licence: one file of at most 10 MB', () =>
    expect(health.unitSlots.institutionLicence).toMatchObject({
      ...{ label: '医疗机构执业许可证', required: false },
      shape: { types: ['jpg', 'bmp', 'pdf', 'png'], maxMB: 10, maxCount: 1 },
    }));
  it('[AH-17.06] asks for the category of the institution', () =>
    expect(health.institutionCategories).toContain('县级及以下医疗机构'));

  const service = (from: string, to: string | null, more: Raw = {}) => ({ period: { from, to }, ...more });
  it.each([
    [[service('2023-01-01', '2023-06-30'), service('2023-04-01', '2023-12-31')], 'met', 12],
    [[service('2023-01-01', '2023-06-30'), service('2023-01-01', '2023-06-30')], 'unmet', 6],
    [[service('2023-01-01', '2023-12-31', { tier: '其他' })], 'unmet', 0],
  ])('service at the grassroots is added up without counting a day twice %#', (rows, state, have) =>
    expect(criteriaOf('县级以下或对口支援单位服务', { picks: { 'grassroots-services': rows } })).toMatchObject({
      state,
      have,
    }),
  );
  it('asks nobody who works there, and no 正高, for service at the grassroots', () => {
    expect(criteriaOf('县级以下或对口支援单位服务', { institutionCategory: '县级及以下医疗机构' })).toBeUndefined();
    expect(criteriaOf('县级以下或对口支援单位服务', { level: 'FULL_SENIOR' })).toBeUndefined();
  });
  it('averages clinical work over full years and names the one that is missing', () =>
    expect(
      criteriaOf('临床工作量/平均每年参加临床工作', {
        picks: {
          workloads: [
            { year: 2025, weeks: 42 },
            { year: 2023, weeks: 42 },
          ],
        },
      }),
    ).toMatchObject({ state: 'unmet', detail: '需40周，已有28周，还差12周（缺2024年）' }));
  it('counts operations as 主刀 or 一助 for 副高, as 主刀 alone for 正高', () => {
    const years = [2023, 2024, 2025].map((year) => ({ year, chiefOperations: 40, assistedOperations: 20 }));
    const picks = { workloads: years };
    expect(criteriaOf('临床工作量/平均每年手术（主刀或一助）', { picks })).toMatchObject({ state: 'met', have: 60 });
    expect(criteriaOf('临床工作量/平均每年手术（主刀）', { picks, level: 'FULL_SENIOR' })).toMatchObject({
      ...{ state: 'unmet', have: 40 },
    });
  });
  it('[GP.25] counts cases whose admission lies in the window of the plan', () => {
    const at = (admittedOn: string) => ({ picks: { cases: [{ admittedOn, dischargedOn: TODAY }] } });
    expect(criteriaOf('病案', at('2021-10-31'))?.state).toBe('met');
    expect(criteriaOf('病案', at('2021-10-30'))).toMatchObject({
      detail: '需1份，已有0份，还差1份（另有1条不在2021-10-31至2026-10-31之间）',
    });
  });
  it('keys its numbers by level, specialty and institution; none is said to be verified', () => {
    const operations = thresholdsOf(health).find(({ code }) => code === 'operations');
    const need = (specialty: string, institutionCategory?: string) =>
      amountOf(operations ?? 0, { level: 'ASSOCIATE_SENIOR', kind: 'REGULAR', specialty, institutionCategory }, {});
    expect([
      need('护理学'),
      need('骨外科'),
      need('骨外科', '县级及以下医疗机构'),
      need('骨外科', '公共卫生机构'),
    ]).toEqual([0, 60, 40, 0]);
    const basis = Object.fromEntries(thresholdsOf(health).map((t) => [t.code, t.basis]));
    expect(Object.entries(basis).filter(([, said]) => !said?.includes('未核实'))).toEqual([
      ['case-years', '操作指南：近5年'],
    ]);
  });
  it('takes a first author`s paper or a representative work, of the time since the last title', () => {
    const path = '论文或成果代表作（其一）';
    expect(criteriaOf(path, { picks: { papers: [{ firstAuthor: false }] } })?.state).toBe('unmet');
    expect(criteriaOf(path, { picks: { papers: [{}] } })?.state).toBe('met');
    expect(criteriaOf(path, { picks: { works: [{}] } })?.state).toBe('met');
  });
  it('refuses a poor assessment of ethics, and leaves a missing one open', () => {
    expect(criteriaOf('医德医风', { forms: { practice: { ethics: '较差' } } })?.state).toBe('unmet');
    expect(criteriaOf('医德医风', {})?.state).toBe('open');
  });
  it('is never a dead end', () => expect(deadEnds(health, dossierOf(health, {}))).toEqual([]));
});

describe('the review form', () => {
  const formOf = (picks: Sample['picks']) =>
    health.reviewForm(openDossier(health, dossierOf(health, { picks, entries: { c1: storedSample(caseRecord) } })));
  it('[GP.57] never prints the name of a patient', () => {
    const text = JSON.stringify(formOf({ cases: [{}] }));
    expect(text).toContain('ZY20240001');
    expect(text).toContain('患***');
    expect(text).not.toContain('患者甲一');
  });
  it('keeps the order of the paper form', () =>
    expect(
      formOf({})
        .flatMap((block) => (block.type === 'heading' ? [block.text] : []))
        .slice(-5),
    ).toEqual([
      '七、支援基层',
      '八、业绩',
      '九、科研、著作、获奖',
      '十、病案一览表、专题、综述、论文或成果代表作',
      '十一、个人承诺',
    ]));
});

it('a workload names its year in the flow', () =>
  expect(workload.flowName?.(workload.sample as never)).toContain('2025'));
