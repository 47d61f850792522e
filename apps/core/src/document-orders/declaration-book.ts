import { buffer } from 'node:stream/consumers';
import { transaction } from '@zhicheng/database';
import { makeBook, type Evidence } from '@zhicheng/documents';
import { filesIn, plannedSections, readEntry, type DossierData, type FileRef, type Series } from '@zhicheng/series-kit';
import { thumbnail } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { frozen } from '../declarations/frozen-dossier.ts';
import { pictureOf } from '../declarations/pictures.ts';
import { declarationInScope, roundInScope } from '../declarations/scope.ts';
import { submittedForm } from '../declarations/submitted-forms.ts';
import { revealIdNumber } from '../identity/reveal-id-number.ts';
import { pinnedPlan } from '../plans/queries.ts';

type Shown = { readonly label: string; readonly file: FileRef };

/** The files of a submission in the order of its sections, each once, with what it belongs to. */
function filesShown(series: Series, data: DossierData): Shown[] {
  const entities = new Map(series.library.map((entity) => [entity.code, entity]));
  const shown = plannedSections(series, data.template, data.situation).flatMap(
    ({ section, fields, label }): Shown[] => {
      if (section.kind !== 'pick')
        return filesIn(fields, data.forms[section.code] ?? {}).map(({ field, file }) => ({
          label: `${label}　${field.label}`,
          file,
        }));
      return (data.picks[section.code] ?? []).flatMap(({ entry }, at) => {
        const stored = data.entries[entry];
        const entity = stored && entities.get(stored.entity);
        if (!stored || !entity) return [];
        return filesIn(entity.fields, readEntry(entity, stored)).map(({ field, file }) => ({
          label: `${label}　第 ${at + 1} 项　${field.label}`,
          file,
        }));
      });
    },
  );
  const seen = new Set<string>();
  return shown.filter(({ file }) => !seen.has(file.id) && seen.add(file.id));
}

/** Longest side of a picture in pixels: 240 to the inch on A4. */
const PRINT_SIDE = 2000;
const PICTURES = ['jpg', 'png', 'bmp'];

async function evidenceOf(core: Core, shown: readonly Shown[]): Promise<Evidence[]> {
  const rows: { id: string; name: string; type: string; bytes: string; hash: string }[] = await core
    .db('file')
    .whereIn(
      'id',
      shown.map(({ file }) => file.id),
    )
    .select('id', 'name', 'type', 'bytes', 'hash');
  const byId = new Map(rows.map((row) => [row.id, row]));
  return shown.flatMap(({ label, file }): Evidence[] => {
    const row = byId.get(file.id);
    if (!row) return [];
    const picture = PICTURES.includes(row.type);
    return [
      {
        ...{ label, name: row.name, bytes: Number(row.bytes), hash: row.hash },
        kind: row.type === 'pdf' ? 'pdf' : picture ? 'picture' : 'other',
        read: async () => {
          const stream = await core.store.read(row.hash);
          return picture ? thumbnail(stream, PRINT_SIDE) : buffer(stream);
        },
      },
    ];
  });
}

/**
 * 申报材料册 of the submission that the actor may read: review form and all evidence as one PDF. The ID number is in the
 * form, so the making leaves a trace (GP.95). Throws NOT_FOUND outside the scope.
 */
export async function declarationBook({
  core,
  actor,
  declarationId,
  told,
}: {
  core: Core;
  actor: Actor;
  declarationId: string;
  told: (done: number, total: number) => Promise<void>;
}): Promise<Uint8Array> {
  const row = await declarationInScope({ core, actor, id: declarationId });
  const round = await roundInScope({ core, actor, row });
  const form = await submittedForm({ core, row, round });
  const { data } = await frozen(core, row, round);
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  const evidence = await evidenceOf(core, filesShown(series, data));
  await told(0, evidence.length);
  const idNumber = await transaction(core.db, (trx) =>
    revealIdNumber({ core, trx, actor, personId: row.account_id, purpose: 'book' }),
  );
  return makeBook(form.blocks, evidence, {
    name: data.applicant.name,
    recordNo: form.recordNo,
    hash: form.hash ?? '',
    printedAt: new Date(),
    idNumber,
    image: (fileId) => pictureOf(core, fileId),
    progress: (done) => told(done, evidence.length),
  });
}
