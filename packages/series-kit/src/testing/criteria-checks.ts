import { assess } from '../assess.ts';
import type { Mend, Verdict } from '../criterion.ts';
import type { Series, Situation } from '../series.ts';
import { thresholdsOf } from '../template.ts';
import type { Threshold } from '../threshold.ts';
import { complainIf, dossierWith, HOLES, repeated, situationsOf, type Check } from './check.ts';

/** Every text of a verdict tree; for tests that no hole is ever shown. */
export const textsIn = (verdict: Verdict): string[] => [
  verdict.label,
  verdict.detail,
  ...verdict.parts.flatMap(textsIn),
];

const verdictsIn = (verdict: Verdict): Verdict[] => [verdict, ...verdict.parts.flatMap(verdictsIn)];

/** Every evaluation that conformance looks at: each situation, nothing to much, by hand and as a preview. */
const evaluations = (series: Series): Verdict[] =>
  situationsOf(series).flatMap((situation) =>
    [0, 1, 40].flatMap((rows) => [
      assess(series, dossierWith(series, rows, situation)),
      assess(series, dossierWith(series, rows, { ...situation, filled: true })),
      assess(series, dossierWith(series, rows, { ...situation, preview: true })),
    ]),
  );

function unexplained({ path, label, detail, parts }: Verdict): string[] {
  const said = `${label} ${detail}`;
  return [
    ...complainIf(label.trim() === '', `${path} has no label`),
    ...complainIf(parts.length === 0 && detail.trim() === '', `${path} does not say what there is and what is missing`),
    ...complainIf(HOLES.test(said), `${path} says: ${said}`),
  ];
}

/** The photo is asked beside the form, not by one of its fields. */
const PHOTO = 'photo';

/** What is missing at a place where something is to be mended; undefined: it is there. */
export function leadsNowhere({ sections, library }: Series, { section, entity, field }: Mend): string | undefined {
  const found = sections.find(({ code }) => code === section);
  if (section !== undefined && !found) return `section ${section}`;
  if (entity !== undefined && !library.some(({ code }) => code === entity)) return `entity ${entity}`;
  const known = found?.kind === 'pick' ? (found.extras ?? {}) : (found?.fields ?? {});
  const [outermost = ''] = field?.split('.') ?? [];
  return field !== undefined && field !== PHOTO && !known[outermost] ? `field ${section ?? ''}.${field}` : undefined;
}

const mends = (series: Series, { path, state, mend, parts }: Verdict): string[] => {
  if (state === 'met' || parts.length > 0) return [];
  if (mend.length === 0) return [`${path} does not say where to mend it`];
  return mend.flatMap((place) => {
    const nowhere = leadsNowhere(series, place);
    return nowhere === undefined ? [] : [`${path} leads to ${nowhere}, which is not there`];
  });
};

/** Keys of a threshold that no situation of the series can have: most often a word mistyped. */
function deadKeys({ levels, specialties, institutionCategories = [] }: Series, { code, rows }: Threshold): string[] {
  const known: { readonly [K in keyof Situation]?: readonly (string | undefined)[] } = {
    level: levels.map((level) => level.code),
    specialty: specialties,
    institutionCategory: institutionCategories,
  };
  return rows.flatMap(({ when = {} }) =>
    (['level', 'specialty', 'institutionCategory'] as const).flatMap((key) =>
      [when[key] ?? []]
        .flat()
        .filter((value) => !known[key]?.includes(value))
        .map((value) => `${code} is keyed by ${key} ${value}, which the series does not have`),
    ),
  );
}

const distinct = (complaints: readonly string[]): string[] => [...new Set(complaints)];

/** What holds for the rules of a series: they judge everything that may come, and explain themselves. */
export const criteriaChecks = (series: Series): Check[] => [
  {
    name: 'refuses an empty dossier in every situation, by hand and as a preview',
    complaints: () =>
      situationsOf(series).flatMap((situation) =>
        [true, false].flatMap((preview) =>
          complainIf(
            assess(series, dossierWith(series, 0, { ...situation, preview })).ready,
            `${situation.level} ${situation.kind} is ready with nothing`,
          ),
        ),
      ),
  },
  {
    name: 'gives every verdict a path of its own',
    complaints: () => distinct(evaluations(series).flatMap((v) => repeated(verdictsIn(v).map(({ path }) => path)))),
  },
  {
    name: 'criteria say what is asked, what there is and what is missing',
    complaints: () => distinct(evaluations(series).flatMap((v) => verdictsIn(v).flatMap(unexplained))),
  },
  {
    name: 'whatever is not met leads to where it is mended',
    complaints: () => distinct(evaluations(series).flatMap((v) => verdictsIn(v).flatMap((one) => mends(series, one)))),
  },
  {
    name: 'calls no two criteria the same',
    complaints: () => repeated(series.criteria.map(({ label }) => label)),
  },
  {
    name: 'every number has a label and says where it comes from',
    complaints: () =>
      thresholdsOf(series).flatMap(({ code, label, basis }) => [
        ...complainIf(label === '' || label === code, `${code} has no label`),
        ...complainIf(!basis, `${code} has no basis`),
      ]),
  },
  {
    name: 'numbers are keyed by situations that the series has',
    complaints: () => thresholdsOf(series).flatMap((threshold) => deadKeys(series, threshold)),
  },
];
