import {
  addYears,
  amountOf,
  assess,
  choice,
  deadEnds,
  from,
  months,
  openDossier,
  optional,
  pickSection,
  previewData,
  thresholdsOf,
} from '@zhicheng/series-kit';
import { dossierOf, storedSample, TODAY, verdictAt, type Sample } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { record, service, specimen } from './index.ts';

const at = (path: string, sample: Sample) => verdictAt(assess(specimen, dossierOf(specimen, sample)), path);
const scaled = (...scales: string[]) => ({ picks: { records: scales.map((scale) => ({ extra: { scale } })) } });
const file = { id: 'a', name: 'a.pdf', bytes: 1 };
const forms = {
  profile: { ethnicity: { code: '01', name: '汉族' }, start: '2008-07-10', workYears: 18, specialtyYears: 18 },
  attachments: { idCard: [file] },
};
const full = {
  forms,
  picks: { records: [{ extra: { scale: '大型', best: true } }], works: [{}], services: [{}] },
  entries: { r1: storedSample(record) },
};
const MIX = 'criteria/学术能力（三选二）/规模';

describe('weighted alternatives', () => {
  it.each([
    [['大型'], 'met'],
    [['中型', '中型'], 'met'],
    [['中型', '小型', '小型'], 'met'],
    [['中型', '中型', '中型'], 'met'],
    [['中型', '小型'], 'unmet'],
    [['小型', '小型', '小型'], 'unmet'],
  ])('%j is %s', (scales, state) => expect(at(MIX, scaled(...scales))?.state).toBe(state));

  it('says what each way still lacks and where to mend it', () => {
    const ways = at(MIX, scaled('中型', '小型'))?.parts;
    expect(ways?.map((w) => [w.label, w.detail])).toEqual([
      ['1大型', '还差1大型'],
      ['2中型', '还差1中型'],
      ['1中型+2小型', '还差1小型'],
    ]);
    expect(ways?.[0]?.mend).toEqual([{ section: 'records', entity: 'specimen-record' }]);
  });
});

describe('the one evaluation', () => {
  it('is ready when everything is there', () => {
    const verdict = assess(specimen, dossierOf(specimen, full));
    expect(verdict.gaps).toEqual([]);
    expect(verdict.ready).toBe(true);
  });
  it('lists the gaps of a draft under stable paths, with clause and place', () => {
    const verdict = assess(specimen, dossierOf(specimen, { ...full, picks: { records: [{}, {}] } }));
    expect(verdict.ready).toBe(false);
    expect(verdictAt(verdict, 'sections/records/extra/scale/records-1')).toMatchObject({
      state: 'open',
      detail: '请选择规模',
      mend: [{ section: 'records', entity: 'specimen-record', entry: 'records-1', field: 'scale' }],
    });
    expect(verdictAt(verdict, 'sections/records/one/best')?.detail).toBe('须且仅须勾选1项，已勾选0项');
    expect(verdictAt(verdict, 'criteria/记录')).toMatchObject({ clause: '第一条', state: 'open' });
    expect(verdict.gaps.filter((gap) => gap.choose === 2).map((gap) => gap.label)).toEqual(['学术能力（三选二）']);
  });
  it('enforces the greatest number', () =>
    expect(at('sections/records/max', { picks: { records: Array.from({ length: 61 }, () => ({})) } })).toMatchObject({
      state: 'unmet',
      detail: '最多60项，已导入61项',
    }));
  it('says where a nested answer is missing', () => {
    const titles = [
      { title: '样本师', grantedOn: '2015-01-01', evidence: [file], appointments: [{ unit: '示例医院' }] },
    ];
    const sample = { ...full, forms: { ...forms, profile: { ...forms.profile, titles } } };
    expect(at('sections/profile/field/titles.0.appointments.0.evidence', sample)).toMatchObject({
      label: '现有职称',
      detail: '现有职称第1条：评聘情况第1条：请上传佐证材料',
    });
  });
  it('asks for exceptional reasons of exceptional declarations only', () => {
    expect(assess(specimen, dossierOf(specimen, { ...full, kind: 'EXCEPTIONAL' })).gaps.map((g) => g.path)).toEqual([
      'sections/exceptions/field/reason',
    ]);
  });
  it('previews from the library alone: unknown classes are open, never ready', () => {
    const base = dossierOf(specimen, full);
    const verdict = assess(specimen, previewData(specimen, base));
    expect(verdictAt(verdict, MIX)?.state).toBe('open');
    expect(verdictAt(verdict, 'criteria/服务/累计服务')?.state).toBe('met');
    expect(verdict).toMatchObject({ label: '资格预览', ready: false });
  });
  it('never calls a preview ready', () => {
    const bare = { ...specimen, sections: [], criteria: [] };
    const ready = (preview: boolean) => assess(bare, dossierOf(bare, { preview })).ready;
    expect([ready(false), ready(true)]).toEqual([true, false]);
  });
});

describe('measures', () => {
  const months6 = (...periods: [string, string | null][]) =>
    at('criteria/服务/累计服务', { picks: { services: periods.map(([a, b]) => ({ period: { from: a, to: b } })) } });
  it.each([
    [[['2025-01-01', '2025-04-30'] as [string, string], ['2025-03-01', '2025-06-30'] as [string, string]], 'met', 6],
    [[['2025-01-01', '2025-03-31'] as [string, string], ['2025-01-01', '2025-03-31'] as [string, string]], 'unmet', 3],
    [[['2026-05-01', null] as [string, null]], 'met', 6],
  ])('merges overlapping service %#', (periods, state, have) =>
    expect(months6(...periods)).toMatchObject({ state, have }),
  );
  it('averages over full years and names the missing one', () => {
    const services = [{ period: { from: '2025-01-01', to: '2025-12-31' }, weeks: 42 }];
    const thresholds = { 'mean-years': [{ value: 2 }] };
    expect(at('criteria/服务/年均周数', { picks: { services }, template: { thresholds } })).toMatchObject({
      state: 'unmet',
      have: 21,
      detail: '需30周，已有21周，还差9周（缺2024年）',
    });
  });
  it('counts inside the window of the plan only, and says what fell out', () => {
    const old = { period: { from: '2020-01-01', to: null }, extra: { scale: '小型' } };
    const edge = { period: { from: addYears(TODAY, -5), to: null }, extra: { scale: '小型' } };
    expect(at('criteria/记录', { picks: { records: [old] } })?.detail).toBe(
      '需1份，已有0份，还差1份（另有1条不在2021-10-31至2026-10-31之间）',
    );
    expect(at('criteria/记录', { picks: { records: [old, edge] } })).toMatchObject({ state: 'met', have: 1 });
  });
  it('points to both places of two sources counted together', () =>
    expect(at('criteria/学术能力（三选二）/成果（其一）/记录与成果', {})?.mend).toEqual([
      { section: 'works', entity: 'specimen-work' },
      { section: 'records', entity: 'specimen-record' },
    ]));
  it('keys thresholds by level, specialty and institution', () => {
    const records = thresholdsOf(specimen).find((t) => t.code === 'records');
    const need = (level: 'INTERMEDIATE' | 'FULL_SENIOR', institutionCategory?: string) =>
      amountOf(records ?? 0, { level, kind: 'REGULAR', specialty: '样本专业', institutionCategory }, {});
    expect([need('INTERMEDIATE'), need('FULL_SENIOR'), need('FULL_SENIOR', '县级医疗机构')]).toEqual([1, 2, 1]);
  });
  it('does not ask where the amount is 0', () => {
    expect(at('criteria/任现职年限', {})).toBeUndefined();
    expect(at('criteria/任现职年限', { level: 'FULL_SENIOR' })?.detail).toBe(
      '需5年，已有0年，还差5年（未填写起算日期）',
    );
  });
  it('leaves an unanswered choice open, and open is not ready', () => {
    const extras = { counts: optional(choice('计入', ['是'])) };
    const rated = pickSection({ code: 'rated', label: '服务', step: 'achievements', entity: service, extras });
    const open = months('月', from(rated, { where: (p) => (p.extra.counts == null ? undefined : true) }), {
      of: ({ row }) => row.period,
      atLeast: 12,
    });
    const own = { ...specimen, sections: [rated] };
    expect(open.evaluate(openDossier(own, dossierOf(own, { picks: { rated: [{}] } })))).toMatchObject({
      state: 'open',
      detail: '需12个月，已有0个月，信息补全后方可认定',
    });
  });
  it('reports criteria whose section the plan switched off', () => {
    expect(deadEnds(specimen, dossierOf(specimen, {}))).toEqual([]);
    const template = { adjust: { services: { off: true } } };
    expect(deadEnds(specimen, dossierOf(specimen, { template }))).toEqual(['累计服务', '服务周数', '年均周数']);
  });
});
