import { describe, expect, it } from 'vitest';
import { plainTemplate, plannedSections, templateErrors } from '@zhicheng/series-kit';
import { seriesOf } from '../../series.ts';
import { fromBeijing, toBeijing } from './moments.ts';
import {
  adjusted,
  adjustedField,
  moved,
  sectionRows,
  withoutSection,
  withSection,
  withSlots,
  newSlot,
} from './sections-model.ts';

const series = seriesOf('teacher');
const situation = { level: 'ASSOCIATE_SENIOR', specialty: '', kind: 'REGULAR' } as const;
const codes = (template = plainTemplate) => sectionRows(series, template).map(({ code }) => code);

describe('sections of a plan as its editor changes them', () => {
  it('[AH-22.01] without changes they are the series’ own', () => {
    const rows = sectionRows(series, plainTemplate);
    expect(rows.map(({ code }) => code).sort()).toEqual(series.sections.map(({ code }) => code).sort());
    expect(rows.every(({ off, added }) => !off && !added)).toBe(true);
  });

  it('[AH-22.01] [GP.54] moving a section changes what applicants meet first, within its step', () => {
    const before = sectionRows(series, plainTemplate).filter(({ step }) => step === 'achievements');
    const [first, second] = before;
    const template = moved(series, plainTemplate, second?.code ?? '', -1);
    const planned = plannedSections(series, template, situation).filter(({ step }) => step === 'achievements');
    expect(planned.slice(0, 2).map(({ section }) => section.code)).toEqual([second?.code, first?.code]);
    // Nothing moves out of its step.
    expect(moved(series, plainTemplate, first?.code ?? '', -1)).toEqual(plainTemplate);
    expect(templateErrors(series, template)).toEqual([]);
  });

  it('[GP.54] a section is switched off, asked of nobody, and switched on again without a trace', () => {
    const off = adjusted(plainTemplate, 'trainings', { off: true });
    expect(plannedSections(series, off, situation).some(({ section }) => section.code === 'trainings')).toBe(false);
    expect(adjusted(off, 'trainings', { off: undefined })).toEqual(plainTemplate);
  });

  it('[GP.03] one slot of the series is relaxed', () => {
    const template = adjustedField(plainTemplate, 'attachments', 'idCard', { required: false, maxMB: 5 });
    const planned = plannedSections(series, template, situation).find(({ section }) => section.code === 'attachments');
    expect(planned?.fields.idCard?.required).toBe(false);
    expect(planned?.fields.idCard?.shape).toMatchObject({ maxMB: 5 });
  });

  it('[GP.54] [GP.80] sections and slots of the plan’s own come and go', () => {
    const files = withSection(series, plainTemplate, { label: '师德证明', entity: null });
    const both = withSection(series, files, { label: '代表作', entity: series.library[0]?.code ?? '' });
    expect(templateErrors(series, both)).toEqual([]);
    expect(codes(both)).toEqual(expect.arrayContaining(['extra1', 'extra2']));
    const slots = [newSlot('file1', '师德证明'), newSlot('file2', '考核表')];
    const planned = plannedSections(series, withSlots(both, 'extra1', slots), situation);
    expect(Object.keys(planned.find(({ section }) => section.code === 'extra1')?.fields ?? {})).toEqual([
      'file1',
      'file2',
    ]);
    expect(withoutSection(withoutSection(both, 'extra1'), 'extra2')).toEqual(plainTemplate);
  });

  it('moments are typed and shown in 北京时间', () => {
    expect(fromBeijing('2026-09-15T17:30')).toBe('2026-09-15T09:30:00.000Z');
    expect(toBeijing('2026-09-15T09:30:00.000Z')).toBe('2026-09-15T17:30');
    expect([fromBeijing(''), toBeijing(null)]).toEqual([null, '']);
  });
});
