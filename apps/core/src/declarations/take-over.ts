import { transaction } from '@zhicheng/database';
import { parseFields, partial, plannedSections, type Raw } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { replaceUse } from '../files/file-uses.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { editDeclaration, type Editing } from './edit.ts';
import { lastDeclaration, sourceInScope, type LastDeclaration } from './last-declaration.ts';
import { loadDraft } from './load-draft.ts';
import { importInto } from './pick-entries.ts';
import { reuseOffer, type ReuseOffer } from './reuse-offer.ts';
import { storeForm } from './save-form.ts';
import { declarationInScope } from './scope.ts';

/** What the person ticked in the preview. */
export interface Taking {
  readonly sourceId: string;
  readonly photo: boolean;
  /** `replace`: the person saw that something else stands here and wants it replaced. */
  readonly fields: readonly { readonly section: string; readonly name: string; readonly replace: boolean }[];
  readonly entries: readonly { readonly section: string; readonly entryId: string }[];
}

export interface ReusePreview extends ReuseOffer {
  readonly source: LastDeclaration;
}

interface Own {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
}

/** 沿用上次申报的资料: from which declaration something could be taken; null when there is none. NOT_FOUND if not own. */
export async function reusableSource({ core, actor, id }: Own): Promise<LastDeclaration | null> {
  await declarationInScope({ core, actor, id });
  return lastDeclaration({ db: core.db, actor, id });
}

/** What would be taken over, answer by answer; null when there was no declaration before. */
export async function reusePreview({ core, actor, id }: Own): Promise<ReusePreview | null> {
  const row = await declarationInScope({ core, actor, id });
  return transaction(core.db, async (trx) => {
    const source = await lastDeclaration({ db: trx, actor, id });
    if (!source) return null;
    const from = await loadDraft({ core, db: trx, row: await sourceInScope({ trx, actor, id, sourceId: source.id }) });
    const to = await loadDraft({ core, db: trx, row });
    return { source, ...(await reuseOffer({ core, trx, actor, from, to })) };
  });
}

/**
 * Takes over what was ticked, all of it or nothing: answers go through the same checks as typed ones, files stay where
 * they are and are used a second time, entries are pinned at their present revision. What meanwhile stands here and
 * was not to be replaced stays, and `left` says so; as does what cannot be taken any more.
 */
export async function takeOver({
  core,
  actor,
  id,
  expectedVersion,
  taking,
}: Own & { expectedVersion: number; taking: Taking }): Promise<{
  version: number;
  answers: number;
  entries: number;
  left: readonly string[];
  notes: readonly string[];
}> {
  return editDeclaration({
    core,
    actor,
    id,
    expectedVersion,
    run: async (editing) => {
      const { trx, draft: to } = editing;
      const source = await sourceInScope({ trx, actor, id, sourceId: taking.sourceId });
      const from = await loadDraft({ core, db: trx, row: source });
      const offer = await reuseOffer({ core, trx, actor, from, to });
      const forms = await takeAnswers({ editing, actor, offer, taking });
      const picks = await takeEntries({ editing, actor, offer, taking });
      const photo = taking.photo && offer.photo;
      if (photo) {
        await replaceUse({ trx, fileIds: [photo.id], subjectKind: 'declarationPhoto', subjectId: id });
        await trx('declaration').where({ id }).update({ photo_file_id: photo.id });
      }
      const answers = forms.taken + (photo ? 1 : 0);
      await appendEvent(trx, {
        subjectKind: 'declaration',
        subjectId: id,
        action: 'takeOver',
        actor,
        data: { from: source.id, answers, entries: picks.taken },
      });
      return { answers, entries: picks.taken, left: [...forms.left, ...picks.left], notes: forms.notes };
    },
  });
}

type Step = { editing: Editing; actor: Actor; offer: ReuseOffer; taking: Taking };
type Taken = { taken: number; left: string[] };

async function takeAnswers({ editing, actor, offer, taking }: Step): Promise<Taken & { notes: readonly string[] }> {
  const left: string[] = [];
  const notes: string[] = [];
  let taken = 0;
  for (const { section, fields } of offer.forms) {
    const wanted = taking.fields.filter((field) => field.section === section);
    const answers: Record<string, unknown> = {};
    for (const { name, label, value, now, why } of fields) {
      const asked = wanted.find((field) => field.name === name);
      if (!asked) continue;
      if (why !== null) left.push(`${label}没有沿用：${why}`);
      else if (now !== '' && !asked.replace) left.push(`${label}已另行填写，没有替换。`);
      else answers[name] = value;
    }
    const count = Object.keys(answers).length;
    if (count === 0) continue;
    const raw: Raw = { ...editing.draft.data.forms[section], ...answers };
    notes.push(...(await storeForm({ editing, actor, section, raw })).notes);
    taken += count;
  }
  return { taken, left, notes };
}

async function takeEntries({ editing, actor, offer, taking }: Step): Promise<Taken> {
  const left: string[] = [];
  let taken = 0;
  for (const { section, label, entries } of offer.picks) {
    const asked = entries.filter(({ entryId }) =>
      taking.entries.some((entry) => entry.section === section && entry.entryId === entryId),
    );
    const ready = asked.filter(({ why }) => why === null);
    left.push(...asked.flatMap(({ name, why }) => (why === null ? [] : [`${label}“${name}”没有导入：${why}`])));
    if (ready.length === 0) continue;
    await importInto({ editing, actor, section, entryIds: ready.map(({ entryId }) => entryId) });
    await takeExtras(editing, section, ready);
    taken += ready.length;
  }
  return { taken, left };
}

/** What was said about a row then (考核结果); a mark that one row only may bear stays where it is here. */
async function takeExtras(
  { trx, draft }: Editing,
  code: string,
  entries: readonly { readonly entryId: string; readonly extra: Raw }[],
): Promise<void> {
  const sections = plannedSections(draft.series, draft.data.template, draft.data.situation);
  const section = sections.find((planned) => planned.section.code === code)?.section;
  if (section?.kind !== 'pick' || !section.extras) return;
  const given = new Set(
    (section.exactlyOne ?? []).filter((name) =>
      (draft.data.picks[code] ?? []).some(({ extra = {} }) => extra[name] === true),
    ),
  );
  for (const { entryId, extra } of entries) {
    const known = partial(parseFields(section.extras, extra));
    const kept = Object.fromEntries(Object.entries(known).filter(([name]) => !given.has(name)));
    await trx('declaration_pick')
      .where({ declaration_id: draft.row.id, section: code, entry_id: entryId })
      .update({ extra: JSON.stringify(kept) });
  }
}
