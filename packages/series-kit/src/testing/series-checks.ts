import { KIT_VERSION, LEVEL_CODES, type Series } from '../series.ts';
import { thresholdsOf } from '../template.ts';
import { complainIf, KEBAB, repeated, type Check } from './check.ts';
import { criteriaChecks } from './criteria-checks.ts';
import { entityChecks } from './entity-checks.ts';
import { formChecks } from './form-checks.ts';
import { guardChecks } from './guard-checks.ts';
import { sectionChecks } from './section-checks.ts';

/** Everything that makes a series valid. Pure: a test runs the checks, and so may a tool. */
export const seriesChecks = (series: Series): Check[] => [
  { name: 'targets this kit', complaints: () => complainIf(series.kit !== KIT_VERSION, `kit ${series.kit}`) },
  {
    name: 'has unique kebab-case codes',
    complaints: () =>
      [series.library, series.sections, thresholdsOf(series)].flatMap((list) => {
        const codes = list.map(({ code }) => code);
        return [...repeated(codes), ...[series.code, ...codes].filter((code) => !KEBAB.test(code))];
      }),
  },
  {
    name: 'names levels of the glossary, each once',
    complaints: () => {
      const codes = series.levels.map(({ code }) => code);
      const known: readonly string[] = LEVEL_CODES;
      return [
        ...complainIf(codes.length === 0, 'no levels'),
        ...[...repeated(codes), ...codes.filter((code) => !known.includes(code))],
        ...series.levels.flatMap(({ code, label }) => complainIf(label === '', `${code} has no label`)),
      ];
    },
  },
  {
    name: 'names at least one specialty, each once: without one no plan can be published',
    complaints: () => [
      ...complainIf(series.specialties.length === 0, 'no specialties'),
      ...repeated(series.specialties),
    ],
  },
  ...series.library.flatMap(entityChecks),
  ...sectionChecks(series),
  ...criteriaChecks(series),
  ...guardChecks(series),
  ...formChecks(series),
];
