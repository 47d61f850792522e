import { transaction } from '@zhicheng/database';
import type { ArchivedFile } from '@zhicheng/documents';
import type { Actor, Core } from '../context.ts';
import { printSubmitted } from '../declarations/submitted-forms.ts';
import { revealIdNumbers } from '../identity/reveal-id-number.ts';
import { formsAfter, type FormRow } from '../declarations/forms-of-plan.ts';
import { namePart } from './safe-name.ts';

/** Forms whose facts are asked for together, and whose snapshots are in memory at the same time. */
const AT_ONCE = 100;

/** 单位-姓名-编号.docx: the number is the declaration's own, so that no two names are alike. */
export const formName = ({ unitName, personName, row }: FormRow): string =>
  `${namePart(unitName)}-${namePart(personName)}-${namePart(row.record_no)}.docx`;

/**
 * The review forms of a plan as this organisation may print them, in the order of their declarations, a batch at a
 * time with as many queries for it as for one form; one printed form at a time is in memory.
 * Who printed whose ID number is in the log of reveals before the form exists (GP.95).
 */
export async function* reviewFormFiles(
  core: Core,
  actor: Actor,
  planId: string,
  told: (done: number) => Promise<void>,
): AsyncGenerator<ArchivedFile> {
  let after: string | null = null;
  let done = 0;
  for (;;) {
    const rows = await formsAfter(core, actor, { planId, after, size: AT_ONCE });
    if (rows.length === 0) return;
    const personIds = rows.map(({ row }) => row.account_id);
    const numbers = await transaction(core.db, (trx) =>
      revealIdNumbers({ core, trx, actor, personIds, purpose: 'reviewFormArchive' }),
    );
    const asked = rows.map((form) => ({ ...form, idNumber: numbers.get(form.row.account_id) }));
    for await (const { of, bytes } of printSubmitted(core, asked)) yield { name: formName(of), bytes };
    done += rows.length;
    await told(done);
    after = rows.at(-1)?.row.id ?? null;
  }
}
