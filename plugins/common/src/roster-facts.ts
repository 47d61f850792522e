import { fullYears, show, type Dossier, type RosterFacts } from '@zhicheng/series-kit';
import { educations, experiences, heldTitles, profile } from './personal-sections.ts';

/** The present qualification: the one obtained last. */
export const presentTitle = (d: Dossier) =>
  [...(d.form(heldTitles).titles ?? [])].sort((a, b) => (a.grantedOn < b.grantedOn ? -1 : 1)).at(-1);

/** Whole years since the first appointment to the present title, up to the plan's day of reference. */
function appointedYears(d: Dossier): string {
  const [first] = (presentTitle(d)?.appointments ?? []).map(({ period }) => period.from).sort();
  return first ? String(Math.max(0, fullYears(first, d.plan.asOf))) : '';
}

/** From the sections that all series share; what a draft has not answered stays ''. */
export function rosterFacts(d: Dossier): RosterFacts {
  const form = d.form(profile);
  const held = presentTitle(d);
  const study = d.picks(educations).find(({ extra }) => extra.highest)?.row;
  const [work] = d
    .picks(experiences)
    .map(({ row }) => row)
    .sort((a, b) => (a.period.from < b.period.from ? 1 : -1));
  return {
    workStart: form.workStart ?? '',
    occupation: work?.specialty ?? '',
    specialtyYears: show(profile.fields.specialtyYears, form.specialtyYears),
    held: {
      ...{ title: held?.title ?? '', grantedOn: held?.grantedOn ?? '', years: appointedYears(d) },
      approver: held?.approver ?? '',
    },
    study: {
      education: study?.education.name ?? '',
      degree: study?.degree?.name ?? '',
      school: study?.school ?? '',
      major: study?.major ?? '',
      until: study?.period.to ?? '',
    },
  };
}
