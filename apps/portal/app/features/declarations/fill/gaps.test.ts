import type { Assessment, Verdict } from '@zhicheng/series-kit';
import { plainTemplate, plannedSections } from '@zhicheng/series-kit';
import { teacher } from '@zhicheng/plugins';
import { describe, expect, it } from 'vitest';
import { gapItems, mendAddress, metLabels } from './gaps.ts';
import { groupsOf } from './plan-of-page.ts';
import { missingIn } from './section-nav.tsx';

const SITUATION = { level: 'ASSOCIATE_SENIOR', specialty: '中学语文', kind: 'REGULAR' } as const;
const sections = plannedSections(teacher, plainTemplate, SITUATION);
const verdict = (part: Partial<Verdict>): Verdict => ({
  path: '',
  state: 'unmet',
  label: '',
  detail: '',
  mend: [],
  parts: [],
  ...part,
});
const assessment = (gaps: readonly Verdict[]): Assessment => ({ ...verdict({}), ready: false, gaps });

describe('readiness list', () => {
  it('[AH-24.01] leads to the very field, on the step it stands on', () => {
    const mend = { section: 'profile', field: 'birthplace' };
    expect(mendAddress('/d', sections, mend)).toBe('/d?step=personal#f-profile-birthplace');
    expect(mendAddress('/d', sections, { section: 'papers' })).toBe('/d?step=achievements#f-papers');
    expect(mendAddress('/d', sections, { section: 'profile', field: 'photo' })).toBe('/d?step=personal#f-photo');
  });

  it('a blank answer is something to do, a rule that cannot be judged is not', () => {
    const blank = verdict({
      path: 'sections/profile/field/birthplace',
      state: 'open',
      detail: '请填写出生地',
      mend: [{ section: 'profile', field: 'birthplace' }],
    });
    const later = verdict({ path: 'criteria/任现职年限', state: 'open', label: '任现职年限', detail: '尚无取得时间' });
    const [first, second] = gapItems(assessment([later, blank]), sections, '/d');
    expect(first).toMatchObject({ label: '请填写出生地', state: 'unmet', step: 'personal' });
    expect(second).toMatchObject({ label: '任现职年限', state: 'open' });
  });

  it('of a choice, each way says what it lacks and leads to its own place', () => {
    const way = (label: string, section: string) => verdict({ label, detail: `还差1${label}`, mend: [{ section }] });
    const choice = verdict({
      path: 'criteria/业绩',
      label: '业绩（其一）',
      choose: 1,
      parts: [way('论文', 'papers'), way('考核', 'assessments'), verdict({ label: '其他', detail: '由评委会认定' })],
    });
    expect(gapItems(assessment([choice]), sections, '/d')[0]).toMatchObject({
      label: '业绩（其一）',
      section: 'papers',
      to: undefined,
      ways: [
        { label: '论文', detail: '还差1论文', to: '/d?step=achievements#f-papers' },
        { label: '考核', detail: '还差1考核', to: '/d?step=personal#f-assessments' },
        { label: '其他', detail: '由评委会认定' },
      ],
    });
  });

  it('the photo is missing in the first part of the personal page, and in no other', () => {
    const photo = verdict({ path: 'photo', mend: [{ section: 'profile', field: 'photo' }] });
    const gaps = gapItems(assessment([photo]), sections, '/d');
    const counted = (step: string) =>
      groupsOf(sections)
        .filter((group) => group.step === step)
        .map((group, index) => missingIn(group, gaps, index === 0))
        .filter((count) => count > 0);
    expect(counted('personal')).toEqual([1]);
    expect(counted('achievements')).toEqual([]);
  });

  it('names what holds once, a choice as one', () => {
    const choice = verdict({
      state: 'met',
      label: '其一',
      choose: 1,
      parts: [verdict({ state: 'unmet', label: '甲' })],
    });
    const parts = [choice, verdict({ state: 'met', label: '乙' }), verdict({ label: '丙' })];
    expect(metLabels(verdict({ parts }))).toEqual(['其一', '乙']);
  });
});

describe('sub-menus', () => {
  it('[AH-19.02] [AH-22.02] follow the sections of the plan', () => {
    const labels = (step: string) =>
      groupsOf(sections)
        .filter((group) => group.step === step)
        .map(({ label }) => label);
    expect(labels('personal')).toEqual(['基本信息', '工作经历', '学历教育', '继续教育', '年度考核', '附件上传']);
    expect(labels('achievements')).toEqual(['思想政治', '乡村任教或支教', '能力条件', '业绩条件', '教研科研条件']);
  });
});
