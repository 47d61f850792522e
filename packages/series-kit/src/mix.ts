import { judgeK, type Criterion, type Mend, type State, type Verdict } from './criterion.ts';
import type { Dossier } from './dossier.ts';
import { numbersIn, type Source } from './source.ts';
import type { Amount } from './threshold.ts';

type Way<C extends string> = Partial<Record<C, Amount>>;
type Class<C extends string> = C | null | undefined;
type Mix<R, C extends string> = {
  /** From high to low. */
  readonly classes: readonly C[];
  /** null = counts as none of them, undefined = not chosen yet. */
  of(row: R): Class<C>;
  readonly ways: readonly NoInfer<Way<C>>[];
};

/** What a way still lacks, e.g. ['1中型']. A surplus of a higher class fills a lower one. */
function lacking<C extends string>(
  classes: readonly C[],
  way: Way<C>,
  rows: readonly Class<C>[],
  dossier: Dossier,
): string[] {
  let surplus = 0;
  return classes.flatMap((name) => {
    const spare = surplus + rows.filter((row) => row === name).length - dossier.amount(way[name] ?? 0);
    surplus = Math.max(0, spare);
    return spare < 0 ? [`${-spare}${name}`] : [];
  });
}

/** Weighted alternatives: 1大型 或 2中型 或 1中型+2小型. */
export function mix<R, const C extends string>(
  label: string,
  source: Source<R>,
  { classes, of, ways }: Mix<R, C>,
): Criterion {
  const asked = (way: Way<C>, dossier: Dossier) =>
    classes
      .filter((name) => way[name] !== undefined)
      .map((name) => `${dossier.amount(way[name] ?? 0)}${name}`)
      .join('+');
  return {
    label,
    thresholds: [...source.thresholds, ...ways.flatMap((way) => classes.flatMap((name) => numbersIn(way[name])))],
    evaluate(dossier, path = label) {
      const { sure, maybe, note } = source.find(dossier);
      const now = sure.map(of);
      // Hope for the best where the class is not chosen yet: that is what `open` means.
      const hoped = [...sure, ...maybe].map(of).map((known) => (known === undefined ? classes[0] : known));
      const lacks = ways.map((way) => lacking(classes, way, now, dossier).join('+'));
      const parts = ways.map((way, index): Verdict => {
        const lack = lacks[index] ?? '';
        const state: State =
          lack === '' ? 'met' : lacking(classes, way, hoped, dossier).length === 0 ? 'open' : 'unmet';
        const detail = state === 'met' ? '已满足' : `还差${lack}${note}`;
        return { path: `${path}/${index}`, state, label: asked(way, dossier), detail, mend: source.mend, parts: [] };
      });
      const verdict = judgeK(path, label, 1, parts);
      if (verdict.state === 'met') return { ...verdict, mend: source.mend };
      // A list that shows this line alone still says which ways there are and what each lacks.
      const needed = parts.map((part) => part.label).join('，或');
      return { ...verdict, detail: `需${needed}；还差${lacks.join('，或')}${note}`, mend: source.mend };
    },
  };
}

/** The door for what has no word yet: a pure function with an explanation. Used twice, it deserves a word. */
export const rule = (
  label: string,
  mend: Mend,
  judge: (dossier: Dossier) => Pick<Verdict, 'state' | 'detail'> | undefined,
): Criterion => ({
  label,
  thresholds: [],
  evaluate(dossier, path = label) {
    const verdict = judge(dossier);
    return verdict && { ...verdict, path, label, mend: [mend], parts: [] };
  },
});
