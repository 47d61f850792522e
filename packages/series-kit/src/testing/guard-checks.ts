import { openDossier } from '../dossier.ts';
import type { Facts, PastDeclaration } from '../guard.ts';
import { DECLARATION_KINDS, type Series } from '../series.ts';
import { complainIf, dossierWith, HOLES, KEBAB, situationsOf, type Check } from './check.ts';
import { leadsNowhere } from './criteria-checks.ts';

/** Two platforms: one where nobody has anything, one where everything has happened before. */
const platforms = (series: Series): Facts[] => {
  const level = series.levels[0]?.code ?? 'INTERMEDIATE';
  const past = (['open', 'admitted', 'terminated'] as const).flatMap((outcome) =>
    DECLARATION_KINDS.map((kind, back): PastDeclaration => ({
      year: 2025 - back,
      sameSeries: true,
      level,
      kind,
      outcome,
    })),
  );
  return [
    { othersWith: async () => 0, declarations: async () => [] },
    { othersWith: async () => 2, declarations: async () => past },
  ];
};

async function complaintsAbout(series: Series): Promise<string[]> {
  const found: string[] = [];
  for (const { code, label, check } of series.guards ?? []) {
    found.push(...complainIf(!KEBAB.test(code) || label === '', `${code} has no code or no label`));
    for (const facts of platforms(series))
      for (const situation of situationsOf(series))
        for (const rows of [0, 1, 40]) {
          const issues = await check(openDossier(series, dossierWith(series, rows, situation)), facts);
          for (const { message, mend } of issues) {
            const nowhere = leadsNowhere(series, mend);
            found.push(...complainIf(message === '' || HOLES.test(message), `${code} says nothing: ${message}`));
            found.push(...complainIf(nowhere !== undefined, `${code} leads to ${nowhere ?? ''}, which is not there`));
          }
        }
  }
  return [...new Set(found)];
}

/** What holds for the guards of a series: they take any draft, and say in words what is wrong and where. */
export const guardChecks = (series: Series): Check[] =>
  series.guards
    ? [{ name: 'guards judge any dossier and explain themselves', complaints: () => complaintsAbout(series) }]
    : [];
