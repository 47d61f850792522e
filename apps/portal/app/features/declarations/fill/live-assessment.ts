import { assess, type Assessment, type DossierData, type Raw } from '@zhicheng/series-kit';
import { useDeferredValue, useMemo } from 'react';
import { seriesOf } from '../../../series.ts';
import type { FillView } from './plan-of-page.ts';

const isOf = (key: string, kind: string): boolean => key.startsWith(`${kind}:`);
const sectionOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const answersAbout = (all: Raw, entry: string): Raw => {
  const found = all[entry];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : {};
};

/**
 * The declaration as it would be if what is typed were stored now.
 * @param typed unsaved answers by `form:<section>` and `extras:<section>`
 */
export function withTyped(data: DossierData, typed: Readonly<Record<string, Raw>>): DossierData {
  const forms = Object.entries(typed).filter(([key]) => isOf(key, 'form'));
  const extras = Object.entries(typed).filter(([key]) => isOf(key, 'extras'));
  return {
    ...data,
    forms: { ...data.forms, ...Object.fromEntries(forms.map(([key, raw]) => [sectionOf(key), raw])) },
    picks: {
      ...data.picks,
      ...Object.fromEntries(
        extras.map(([key, all]) => [
          sectionOf(key),
          (data.picks[sectionOf(key)] ?? []).map(({ entry }) => ({ entry, extra: answersAbout(all, entry) })),
        ]),
      ),
    },
  };
}

/**
 * The check of 开始检测 over what is stored and typed, in the browser: the same evaluation with the same rules, so that
 * the list says now what the server will say. Runs behind the typing, never before it.
 */
export function useLiveAssessment(view: FillView, typed: Readonly<Record<string, Raw>>): Assessment {
  const settled = useDeferredValue(typed);
  return useMemo(
    () =>
      Object.keys(settled).length === 0
        ? view.assessment
        : assess(seriesOf(view.seriesCode), withTyped(view.data, settled)),
    [view, settled],
  );
}
