import type { Form, Memory, Submission } from './load.ts';

/** Drafts are handed in once each, in their order. */
export function submissionsOf(all: readonly Submission[]) {
  let at = 0;
  const acknowledged: string[] = [];
  const unknown: string[] = [];
  return {
    next: (): Submission | undefined => all[at++],
    acknowledged: (key: string) => void acknowledged.push(key),
    unknown: (key: string) => void unknown.push(key),
    memory: (): Pick<Memory, 'acknowledged' | 'unknown'> => ({ acknowledged, unknown }),
  };
}

/** A form in which somebody types: the last revision that he was told, the last text sent and the last kept. */
export interface Typed extends Form {
  revision: string | null;
  sure: number;
  tried: number;
}

const LINE = '承担两个班的语文教学和班主任工作，参加市级课题一项，指导青年教师三人。';

/** Nobody's text is on its way twice: the next one names the revision that the last was answered with. */
export function formsOf(all: readonly Form[]) {
  const every: Typed[] = all.map((form) => ({ ...form, revision: null, sure: 0, tried: 0 }));
  const free = [...every];
  return {
    take: (): Typed | undefined => free.shift(),
    /** Some 800 bytes, as a form half filled has. */
    text(form: Typed): string {
      form.tried += 1;
      const raw = { 'form:profile': { attempt: form.tried, duties: LINE.repeat(8) } };
      const { record, version: baseVersion, revision } = form;
      return JSON.stringify({ json: { record, baseVersion, revision, raw } });
    },
    /** A form about which it is not known how it stands is left alone. */
    put: (form: Typed, known: boolean) => void (known && free.push(form)),
    memory: (): Memory['forms'] =>
      every
        .filter(({ tried }) => tried > 0)
        .map(({ accountId, record, sure, tried }) => ({ accountId, record, sure, tried })),
  };
}
