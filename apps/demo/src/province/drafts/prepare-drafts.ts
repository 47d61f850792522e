import type { CoreApp } from '@zhicheng/core';
import { planYear } from '../../plans.ts';
import { copyModel, type CopiedDraft } from './copy-model.ts';
import { declarantsOf } from './declarants.ts';
import { makeModel } from './model-draft.ts';

const LOT = 1000;
/** The series that the demo knows how to fill. */
const SERIES = 'teacher';

/**
 * Drafts of this year that may be handed in, of people of a filled province: one is made through the use cases, its rows are
 * copied set-wise to the others, with identities of their own. Contents of files are shared, as the store shares them.
 * @throws when fewer people can declare
 */
export async function prepareDrafts(app: CoreApp, { count }: { readonly count: number }): Promise<CopiedDraft[]> {
  const [first, ...people] = await declarantsOf(app, { series: SERIES, year: planYear(), count: count + 1 });
  if (!first) throw new Error('a province without people');
  const model = await makeModel(app, first);
  const drafts: CopiedDraft[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next; at < people.length; at = next) {
      next += LOT;
      drafts.push(...(await app.core.db.transaction((trx) => copyModel(trx, model, people.slice(at, at + LOT)))));
    }
  };
  await Promise.all([worker(), worker()]);
  // Of these the province had few or none before.
  await app.core.db.raw('analyze file, file_use, declaration, declaration_form, declaration_pick, library_pin');
  return drafts;
}
