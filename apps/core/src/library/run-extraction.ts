import { transaction, type Transaction } from '@zhicheng/database';
import { fromRegister, parseRow, searchText, type Entity, type Fields, type Raw, type Row } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { revealIdNumber } from '../identity/reveal-id-number.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { notify } from '../notifications/notify.ts';
import { boundUnitOf } from '../organisations/binding-state.ts';
import { dayOf } from './parse-entry.ts';
import type { EntryRow, RevisionRow } from './model.ts';
import type { OfficialRow } from './register.ts';
import { approving, type PinHolder } from './renew-pins.ts';
import { ATTEMPTS } from './start-extraction.ts';

interface Job {
  readonly core: Core;
  /** Told of new versions of what it has imported. */
  readonly holder: PinHolder;
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
}

interface Extraction {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
  readonly finished_at: Date | null;
}

const UNREACHABLE = '继续教育登记系统暂时没有回应，没有提取到数据。请稍后再点“提取”。';

/**
 * 提取 (SM-LIB.10, GP.63): rows of the register become approved entries; what came before is updated, what the
 * register no longer has stays. All rows or none. May run again: what is there already is left as it is. Throws while
 * the register may still answer at a later attempt.
 */
export async function runExtraction({ core, holder, id, attempt }: Job): Promise<void> {
  const extraction: Extraction | undefined = await core.db('library_extraction').where({ id }).first();
  if (!extraction || extraction.finished_at) return;
  let official: readonly OfficialRow[];
  try {
    official = await ask(core, extraction);
  } catch (error) {
    if (attempt < ATTEMPTS) throw error;
    console.error(`extraction ${id}`, error);
    await core
      .db('library_extraction')
      .where({ id })
      .whereNull('finished_at')
      .update({ finished_at: core.db.raw('clock_timestamp()'), problem: UNREACHABLE });
    return;
  }
  await transaction(core.db, (trx) => take({ core, holder, trx, id, official }));
}

/** The number leaves the platform for the register only; that it did stands in the log of reveals. */
async function ask(core: Core, { owner_id, entity }: Extraction): Promise<readonly OfficialRow[]> {
  const { register } = core;
  if (!register) throw new Error('no register is connected');
  const person = await core.db('person').where({ account_id: owner_id }).first('id_type');
  const idNumber = await transaction(core.db, (trx) =>
    revealIdNumber({
      ...{ core, trx, personId: owner_id, purpose: 'educationRegister' },
      actor: { accountId: owner_id, organisationId: null },
    }),
  );
  return register.rows({ entity, idType: person.id_type, idNumber });
}

type Taking = { core: Core; holder: PinHolder; trx: Transaction; id: string; official: readonly OfficialRow[] };

async function take({ official, ...work }: Taking): Promise<void> {
  const { core, trx, id } = work;
  const extraction: Extraction = await trx('library_extraction').where({ id }).forUpdate().first();
  if (extraction.finished_at) return;
  const entity = core.series.entity(extraction.entity);
  const rows = await readable(trx, entity, official);
  const counts = { added: 0, updated: 0 };
  const unit = await boundUnitOf({ db: trx, personId: extraction.owner_id });
  for (const { no, content } of rows) {
    const outcome = await store(
      { ...work, entity, extraction, organisationId: unit?.organisationId ?? null },
      no,
      content,
    );
    if (outcome) counts[outcome] += 1;
  }
  await trx('library_extraction')
    .where({ id })
    .update({ ...counts, found: rows.length, finished_at: trx.raw('clock_timestamp()') });
  await notify({
    trx,
    accountId: extraction.owner_id,
    kind: 'extracted',
    text: `${entity.label}提取完成：登记系统有 ${rows.length} 条，新增 ${counts.added} 条，更新 ${counts.updated} 条。`,
    link: `/library/${entity.code}`,
  });
}

type Readable = { no: string; content: Row<Fields> };

/** Rows that this list takes. One that cannot be read is left out and reported: the others are still good. */
async function readable(trx: Transaction, entity: Entity, official: readonly OfficialRow[]): Promise<Readable[]> {
  const today = await dayOf(trx);
  const seen = new Set<string>();
  return official.flatMap(({ no, answers }): Readable[] => {
    const raw = entity.register?.read?.(answers);
    if (!raw || seen.has(no)) return [];
    seen.add(no);
    const parsed = parseRow(fromRegister(entity), raw, { today, linked: () => [] });
    if (parsed.ok) return [{ no, content: parsed.row }];
    console.error(`register row ${no} of ${entity.code} cannot be read: ${parsed.issues.map(({ field }) => field)}`);
    return [];
  });
}

type Storing = Omit<Taking, 'official' | 'id'> & {
  entity: Entity;
  extraction: Extraction;
  organisationId: string | null;
};

async function store(work: Storing, no: string, content: Row<Fields>): Promise<'added' | 'updated' | undefined> {
  const { trx, entity, extraction } = work;
  const key = { owner_id: extraction.owner_id, entity: entity.code, register_no: no };
  const before: EntryRow | undefined = await trx('library_entry').where(key).first();
  if (!before) {
    await add(work, no, content);
    return 'added';
  }
  const { data }: RevisionRow = await trx('library_entry_revision')
    .where({ entry_id: before.id, revision: before.revision })
    .first();
  // As the database keeps it: what is not there is not compared.
  if (canonicalJson(data) === canonicalJson(JSON.parse(JSON.stringify(content)))) return undefined;
  await update(work, before, content);
  return 'updated';
}

const systemFor = ({ extraction }: Storing): Actor => ({
  accountId: extraction.owner_id,
  assignmentId: '',
  role: 'system',
  organisationId: null,
  name: '系统',
});

const insertRevision = (trx: Transaction, entity: Entity, id: string, revision: number, content: Raw) =>
  trx('library_entry_revision').insert({
    entry_id: id,
    revision,
    entity_version: entity.version,
    data: JSON.stringify(content),
    submitted_at: trx.raw('zc_now()'),
  });

async function add(work: Storing, no: string, content: Row<Fields>): Promise<void> {
  const { core, trx, entity, extraction, organisationId } = work;
  const [{ id }] = await trx('library_entry')
    .insert({
      owner_id: extraction.owner_id,
      entity: entity.code,
      state: libraryFlow.initial,
      source: 'auto',
      register_no: no,
      organisation_id: organisationId,
      search: searchText(entity.fields, content),
    })
    .returning('id');
  await insertRevision(trx, entity, id, 1, content);
  const scope = { owner_id: extraction.owner_id };
  const patch = { approved_revision: trx.ref('revision'), submitted_at: trx.raw('zc_now()') };
  const actor = systemFor(work);
  await core.transition({ trx, flow: libraryFlow.name, id, action: 'extract', actor, scope, patch });
}

/** The register was corrected: the new content counts at once, also where the old one was imported. */
async function update(work: Storing, before: EntryRow, content: Row<Fields>): Promise<void> {
  const { trx, entity } = work;
  const actor = systemFor(work);
  await approving({ ...work, actor, entryId: before.id }, async () => {
    const revision = before.revision + 1;
    await insertRevision(trx, entity, before.id, revision, content);
    await trx('library_entry')
      .where({ id: before.id })
      .update({
        revision,
        approved_revision: revision,
        search: searchText(entity.fields, content),
        updated_at: trx.raw('clock_timestamp()'),
        version: before.version + 1,
      });
    await appendEvent(trx, {
      subjectKind: libraryFlow.name,
      subjectId: before.id,
      action: 'revise',
      actor,
      data: { entity: entity.code, revision },
    });
  });
}
