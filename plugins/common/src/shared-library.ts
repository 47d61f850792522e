import type { Entity } from '@zhicheng/series-kit';
import { ability, foreignAid } from './ability-library.ts';
import { paper } from './paper.ts';
import { adoption, engineeringProject, researchProject, standardDrafting } from './performance-library.ts';
import { assessment, continuingEducation, education, experience, honour } from './personal-library.ts';
import { book, summaryReport } from './research-library.ts';

/** The part of the library that everybody has, whatever his series, in the order of the menu (AH-07.02 to 07.04). */
export const sharedLibrary: readonly Entity[] = [
  ...[experience, education, continuingEducation],
  ...[assessment, honour],
  ability,
  ...[researchProject, engineeringProject, adoption, standardDrafting],
  ...[summaryReport, paper, book],
  foreignAid,
];
