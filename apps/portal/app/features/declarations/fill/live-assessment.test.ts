import { teacher } from '@zhicheng/plugins';
import { assess, parseForm, type DossierData } from '@zhicheng/series-kit';
import { dossierOf } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { withTyped } from './live-assessment.ts';

const stored: DossierData = dossierOf(teacher, {
  level: 'ASSOCIATE_SENIOR',
  forms: {},
  picks: { experiences: [{}], educations: [{}], assessments: [{}] },
});
const gapsOf = (data: DossierData) => assess(teacher, data).gaps.map(({ path }) => path);
const education = stored.picks.educations?.[0]?.entry ?? '';

describe('what is missing, while it is being typed', () => {
  it('[AH-24.01] an answer is missing no more as soon as it is typed', () => {
    const typed = withTyped(stored, { 'form:profile': { birthplace: '示例市' } });
    expect(gapsOf(stored)).toContain('sections/profile/field/birthplace');
    expect(gapsOf(typed)).not.toContain('sections/profile/field/birthplace');
    expect(gapsOf(typed)).toContain('sections/profile/field/workYears');
  });

  it('[AH-20.04] so is what is ticked about an imported row', () => {
    const typed = withTyped(stored, { 'extras:educations': { [education]: { highest: true } } });
    expect(gapsOf(stored)).toContain('sections/educations/one/highest');
    expect(gapsOf(typed)).not.toContain('sections/educations/one/highest');
    expect(typed.picks.experiences).toEqual(stored.picks.experiences);
  });

  it('[AH-24.02] says the same as the check of the server once it is stored', () => {
    const raw = { birthplace: '无', workStart: '2008-09-01', workYears: '18', specialtyYears: '20' };
    const section = teacher.sections.find(({ code }) => code === 'profile');
    if (!section || section.kind === 'pick') throw new Error('no form profile');
    const { draft } = parseForm(section, raw, { today: stored.filledOn });
    const saved: DossierData = { ...stored, forms: { ...stored.forms, profile: draft } };
    expect(assess(teacher, withTyped(stored, { 'form:profile': raw }))).toEqual(assess(teacher, saved));
  });
});
