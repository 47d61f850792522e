import {
  assess,
  limitText,
  openDossier,
  parseForm,
  plainTemplate,
  plannedSections,
  plannedUnitSlots,
  templateErrors,
  type Template,
} from '@zhicheng/series-kit';
import { dossierOf, storedSample, verdictAt } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { profile, record, records, specimen } from './index.ts';

const template: Template = {
  adjust: {
    works: { off: true },
    records: { required: true, min: 2, max: 3, label: '代表性记录', order: 1 },
    profile: { fields: { nickname: { required: true }, ethnicity: { required: false }, titles: { off: true } } },
    attachments: { fields: { idCard: { maxCount: 1, maxMB: 5 } } },
  },
  add: [
    { kind: 'pick', code: 'extra-services', label: '其他服务', entity: 'specimen-service', max: 2 },
    {
      kind: 'attachments',
      code: 'safety',
      label: '安全考核',
      slots: [{ code: 'card', label: 'C证', required: false }],
    },
  ],
  thresholds: { records: [{ value: 5 }, { when: { specialty: '样本专业二' }, value: 3 }] },
  unitSlots: { recommendation: { off: true }, other: { required: true, maxCount: 1 } },
};
const situation = { level: 'INTERMEDIATE', specialty: '样本专业', kind: 'REGULAR' } as const;
const entries = { r1: storedSample(record) };

describe('a plan', () => {
  it('turns sections on, off and around without touching their types', () => {
    const data = dossierOf(specimen, { picks: { records: [{ extra: { scale: '大型' } }] }, template, entries });
    const dossier = openDossier(specimen, data);
    expect(dossier.sections[0]).toMatchObject({ label: '代表性记录', min: 2, max: 3 });
    expect(dossier.picks(records)[0]?.extra.scale).toBe('大型');
    expect(dossier.sections.some((s) => s.section.code === 'works')).toBe(false);
    expect(JSON.stringify(specimen.reviewForm(dossier))).toContain('其他服务');
  });
  it('overrides thresholds by situation, last match winning', () => {
    const need = (specialty: string) =>
      verdictAt(assess(specimen, dossierOf(specimen, { template, specialty })), 'criteria/记录')?.need;
    expect([need('样本专业'), need('样本专业二')]).toEqual([5, 3]);
  });
  it('[GP.03] asks, relaxes and drops single questions', () => {
    const data = dossierOf(specimen, {
      template,
      forms: { profile: { start: '2010-01-01', workYears: 3, specialtyYears: 1 } },
    });
    const verdict = assess(specimen, data);
    expect(verdictAt(verdict, 'sections/profile')?.parts.map((part) => part.path)).toEqual([
      'sections/profile/field/nickname',
    ]);
    // Relaxed and left blank: absent, so that no rule sees a null where the type has none.
    expect(Object.keys(openDossier(specimen, data).form(profile)).sort()).toEqual([
      'specialtyYears',
      'start',
      'workYears',
    ]);
  });
  it('[GP.05] [GP.80] changes limits and upload slots as data', () => {
    const uploads = plannedSections(specimen, template, situation).find((s) => s.section.code === 'attachments');
    expect(uploads?.fields.idCard).toMatchObject({
      shape: { maxMB: 5, maxCount: 1 },
      help: '只能上传png/jpg/pdf文件, 且不超过5MB, 且最多只能上传1个文件',
    });
    expect(Object.entries(plannedUnitSlots(specimen, template)).map(([name, f]) => [name, f.required])).toEqual([
      ['other', true],
    ]);
  });
  it('words its limits', () =>
    expect([{ min: 0 }, { min: 1 }, { min: 2, max: 5 }, { min: 0, max: 3 }].map(limitText)).toEqual([
      '导入数量不限',
      '导入数量不限',
      '至少2项，最多5项',
      '最多3项',
    ]));
  it('is refused when it names nothing', () => {
    expect(templateErrors(specimen, template)).toEqual([]);
    const wrong: Template = {
      ...plainTemplate,
      adjust: { nope: { min: 3, max: 1 }, profile: { fields: { zip: { off: true } } }, records: { min: 61 } },
      add: [
        { kind: 'pick', code: 'works', label: '重复', entity: 'specimen-work' },
        { kind: 'pick', code: 'unknown', label: '未知', entity: 'nothing' },
      ],
      thresholds: { zip: [] },
      unitSlots: { zip: {} },
    };
    expect(templateErrors(specimen, wrong)).toEqual([
      '没有栏目 nope',
      '栏目 profile 没有填写项 zip',
      '没有单位上传项 zip',
      '没有条件参数 zip',
      '栏目 unknown 的业绩类型不存在',
      '栏目 works 重复',
      '栏目 nope 的最少项数大于最多项数',
      '栏目 records 的最少项数大于最多项数',
    ]);
  });
});

describe('a form section', () => {
  const raw = { ethnicity: { code: '01', name: '汉族' }, start: '2010-01-01', workYears: 10, specialtyYears: 12 };
  const today = '2026-10-31';
  it('[AH-25.08] sets a larger 专业年限 to 工作年限 and says so', () =>
    expect(parseForm(profile, raw, { today })).toMatchObject({
      ok: true,
      row: { specialtyYears: 10 },
      notes: ['专业年限已自动设为工作年限。'],
    }));
  it('checks across fields, drafts included', () =>
    expect(parseForm(profile, { start: '2027-01-01' }, { today })).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([{ field: 'start', message: '工作时间不能晚于今天' }]),
    }));
});
