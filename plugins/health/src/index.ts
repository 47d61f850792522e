import * as common from '@zhicheng/plugin-common';
import { defineSeries, optional } from '@zhicheng/series-kit';
import { caseRecord } from './cases.ts';
import { criteria } from './criteria.ts';
import { grassrootsService, workload } from './practice.ts';
import { reviewForm } from './review-form.ts';
import { sections } from './sections.ts';
import { INSTITUTIONS, SPECIALTIES } from './specialties.ts';
import { healthPaper, representativeWork, review, topic } from './writings.ts';

const own = [caseRecord, topic, healthPaper, review, representativeWork, workload, grassrootsService];

/** 卫生技术人员: 医, 药, 护, 技. The catalogue has the titles of the other three classes beside those of doctors. */
export const health = defineSeries({
  code: 'health',
  label: '卫生技术人员',
  kit: 1,
  levels: common.fiveLevels('主任医师', '副主任医师', '主治医师', '医师', '医士'),
  specialties: SPECIALTIES,
  institutionCategories: Object.values(INSTITUTIONS),
  library: [...common.sharedLibrary, ...own],
  sections,
  unitSlots: { ...common.unitSlots, institutionLicence: optional(common.unitSlot('医疗机构执业许可证', 1)) },
  criteria,
  reviewForm,
  kindForm: common.kindForm,
  rosterFacts: common.rosterFacts,
});

export * from './cases.ts';
export * from './practice.ts';
export * from './sections.ts';
export * from './writings.ts';
