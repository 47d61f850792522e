import { ladders } from './title-ladders.ts';
import type { AcquisitionMode, Title, TitleLevel } from './types.ts';

/** From the top rung down. */
export const titleLevels: readonly TitleLevel[] = [
  'FULL_SENIOR',
  'ASSOCIATE_SENIOR',
  'INTERMEDIATE',
  'JUNIOR_ASSISTANT',
  'JUNIOR_TECHNICIAN',
];

// National exams in place of review; everything else is reviewed. Defaults nobody has checked: administrators correct
// them, and a plan may say otherwise.
const examSeries = ['04', '08', '15', '17', '18', '19', '25'];
const examAndReviewForSenior = ['15', '17', '18', '19', '25'];

function acquisitionModeOf(series: string, level: TitleLevel): AcquisitionMode {
  if (level === 'FULL_SENIOR') return 'REVIEW';
  if (level === 'ASSOCIATE_SENIOR') return examAndReviewForSenior.includes(series) ? 'EXAM_AND_REVIEW' : 'REVIEW';
  return examSeries.includes(series) ? 'EXAM' : 'REVIEW';
}

// The national list gives these first numbers with the lines they count down; it gives agriculture and journalism a
// range only, without saying which number is whose, so those stay empty.
const firstMinistryCode: Record<string, number> = { '04医': 401, '04药': 411, '04护': 421, '04技': 431, '05': 501 };
const singleMinistryCode: Record<string, string> = { '01教授': '0101' };
const oldCodes: Record<string, string> = { '04主任医师': '231', '16播音指导': '221' };

function ministryTitleCodeOf(series: string, line: string | undefined, rung: number, name: string) {
  const first = firstMinistryCode[`${series}${line ?? ''}`];
  return first === undefined ? singleMinistryCode[`${series}${name}`] : String(first + rung).padStart(4, '0');
}

type Ladder = (typeof ladders)[number];

function titlesOfLadder({ series, line, rungs }: Ladder): Omit<Title, 'code' | 'ordinal'>[] {
  return rungs.split(' | ').flatMap((rung, index) => {
    const level = titleLevels[index];
    if (level === undefined) throw new Error(`Ladder of series ${series} has too many rungs`);
    if (rung === '-') return [];
    const name = rung.replace(/\?$/, '');
    const ministryTitleCode = ministryTitleCodeOf(series, line, index, name);
    const oldCode = oldCodes[`${series}${name}`];
    return {
      series,
      level,
      name,
      acquisitionMode: acquisitionModeOf(series, level),
      ...(line === undefined ? {} : { line }),
      ...(ministryTitleCode === undefined ? {} : { ministryTitleCode }),
      ...(oldCode === undefined ? {} : { oldCode }),
      ...(rung.endsWith('?') ? { unverified: true as const } : {}),
    };
  });
}

/** All titles; within a series level by level from the top, as a person looks for them. */
export const titles: Title[] = [...new Set(ladders.map((ladder) => ladder.series))].flatMap((series) => {
  const ofSeries = ladders.filter((ladder) => ladder.series === series).flatMap(titlesOfLadder);
  const byLevel = titleLevels.flatMap((level, index) =>
    ofSeries
      .filter((title) => title.level === level)
      .map((title, place) => ({ ...title, code: `${series}-${index + 1}${String(place + 1).padStart(2, '0')}` })),
  );
  return byLevel.map((title, index) => ({ ...title, ordinal: index + 1 }));
});
