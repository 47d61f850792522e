import { createHash } from 'node:crypto';
import { filesIn, openDossier, plannedSections, readEntry, type DossierData, type Series } from '@zhicheng/series-kit';
import { recordUse } from '../files/file-uses.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { Move } from '../transition.ts';
import type { Submission } from './submit-declaration.ts';

export const SNAPSHOT_SCHEMA = 1;

/** Every file that the dossier shows: photo, evidence of entries, uploads of forms. */
export function filesOfDossier(series: Series, data: DossierData): string[] {
  const entities = new Map(series.library.map((entity) => [entity.code, entity]));
  const ofEntries = Object.values(data.entries).flatMap((stored) => {
    const entity = entities.get(stored.entity);
    return entity ? filesIn(entity.fields, readEntry(entity, stored)).map(({ file }) => file.id) : [];
  });
  const ofForms = plannedSections(series, data.template, data.situation).flatMap(({ section, fields }) =>
    section.kind === 'pick' ? [] : filesIn(fields, data.forms[section.code] ?? {}).map(({ file }) => file.id),
  );
  return [...new Set([...(data.applicant.photo ? [data.applicant.photo.id] : []), ...ofEntries, ...ofForms])];
}

/** Hash over what the columns of a snapshot hold. */
export function hashOfStored(snapshot: Readonly<Record<string, unknown>>): string {
  const content = {
    schema: snapshot.schema_version,
    dossier: snapshot.dossier,
    verdict: snapshot.verdict,
    blocks: snapshot.blocks,
    fileHashes: snapshot.file_hashes,
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/**
 * Freezes a submission: dossier, verdict, rendered blocks and file hashes under one hash over canonical JSON. The hash
 * goes into the ledger as well, which is anchored: snapshot and hash changed together would be found out.
 */
export async function freezeSnapshot(
  { trx, actor }: Pick<Move, 'trx' | 'actor'>,
  { draft, assessment }: Submission,
  round: number,
): Promise<void> {
  const { row, series, data } = draft;
  const fileIds = filesOfDossier(series, data);
  const files = await trx('file').whereIn('id', fileIds).select('id', 'hash');
  const content = {
    schema_version: SNAPSHOT_SCHEMA,
    dossier: data,
    verdict: assessment,
    blocks: series.reviewForm(openDossier(series, data)),
    file_hashes: Object.fromEntries(files.map((file) => [file.id, file.hash])),
  };
  // What the hash covers is what the JSON columns give back.
  const hash = hashOfStored(JSON.parse(JSON.stringify(content)));
  await trx('declaration_snapshot').insert({
    declaration_id: row.id,
    round,
    schema_version: content.schema_version,
    dossier: JSON.stringify(content.dossier),
    verdict: JSON.stringify(content.verdict),
    blocks: JSON.stringify(content.blocks),
    file_hashes: JSON.stringify(content.file_hashes),
    hash,
  });
  await appendEvent(trx, {
    subjectKind: 'declaration',
    subjectId: row.id,
    action: 'freeze',
    actor,
    data: { round, hash },
  });
  await recordUse({ trx, fileIds, subjectKind: 'declaration', subjectId: row.id });
}
