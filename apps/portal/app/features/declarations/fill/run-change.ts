import type { Caller } from '@zhicheng/core';
import { isRaw, type Raw } from '@zhicheng/series-kit';
import type { Change } from '../../../change.ts';
import { refusalOf, type Refusal } from '../../../refusal.ts';

/** What a change of the fill page answers; `key` tells the page which one it was. */
export type FillAnswer = {
  readonly key: string;
  /** ISO instant. */
  readonly at: string;
  /** Drafts that are stored now: `form:<section>`, `extras:<section>`. */
  readonly saved: readonly string[];
  /** What was put right by itself. */
  readonly notes: readonly string[];
  /** For the ear: what changed in the list. */
  readonly said?: string;
  readonly refusal?: Refusal;
  /** The network failed: nothing is known of this change, it must be made again. */
  readonly lost?: boolean;
  readonly submitted?: boolean;
};

type Work = { caller: Caller; id: string; change: Change };
type Progress = {
  version: number;
  saved: string[];
  notes: string[];
  said?: string;
  submitted?: boolean;
  refusal?: Refusal;
};

const text = (raw: Raw, name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
const bag = (raw: Raw, name: string): Readonly<Record<string, Raw>> =>
  Object.fromEntries(
    Object.entries(isRaw(raw[name]) ? raw[name] : {}).flatMap(([key, value]) => (isRaw(value) ? [[key, value]] : [])),
  );
const number = (raw: Raw, name: string): number => (typeof raw[name] === 'number' ? raw[name] : Number.NaN);

type Run = (work: Work, progress: Progress) => Promise<void>;

const asRefused = (error: unknown): Refusal => {
  const refusal = refusalOf(error);
  if (refusal?.code !== 'INVALID') throw error;
  return refusal;
};

/** 保存: every changed section in turn; wrong answers in one keep none of the others from being stored. */
const save: Run = async ({ caller, id, change: { raw } }, progress) => {
  const wrong: Refusal[] = [];
  const stored = async (key: string, run: () => Promise<{ version: number; notes?: readonly string[] }>) => {
    try {
      const { version, notes = [] } = await run();
      progress.version = version;
      progress.saved.push(key);
      progress.notes.push(...notes);
    } catch (error) {
      wrong.push(asRefused(error));
    }
  };
  const { declarations } = caller;
  for (const [section, answers] of Object.entries(bag(raw, 'forms')))
    await stored(`form:${section}`, () =>
      declarations.saveForm({ id, section, raw: answers, expectedVersion: progress.version }),
    );
  for (const [section, answers] of Object.entries(bag(raw, 'extras')))
    await stored(`extras:${section}`, () =>
      declarations.saveExtras({
        id,
        section,
        extras: bag({ answers }, 'answers'),
        expectedVersion: progress.version,
      }),
    );
  const issues = wrong.flatMap((refusal) => refusal.issues);
  const [first] = wrong;
  if (first) progress.refusal = { ...first, message: `有 ${issues.length} 处需要更正`, issues };
};

const importEntries: Run = async ({ caller, id, change: { raw } }, progress) => {
  const entryIds = Array.isArray(raw.entryIds) ? raw.entryIds.map(String) : [];
  await caller.declarations.importEntries({
    id,
    section: text(raw, 'section'),
    entryIds,
    expectedVersion: progress.version,
  });
  progress.said = `已导入 ${entryIds.length} 条`;
};

const move: Run = async ({ caller, id, change: { raw } }, progress) => {
  const done = await caller.declarations.movePick({
    id,
    section: text(raw, 'section'),
    entryId: text(raw, 'entryId'),
    direction: raw.direction === 'up' ? 'up' : 'down',
    expectedVersion: progress.version,
  });
  progress.said = `已移到第 ${done.position} 条`;
};

const remove: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.removePick({
    id,
    section: text(raw, 'section'),
    entryId: text(raw, 'entryId'),
    expectedVersion: progress.version,
  });
  progress.said = '已移除，业绩库里的条目不变';
};

/** The picture was uploaded whole; the server cuts the certificate photo out of it (AH-28.01). */
const photo: Run = async ({ caller, id, change: { raw } }, progress) => {
  const rect = isRaw(raw.rect) ? raw.rect : {};
  const cut = await caller.files.cropPhoto({
    id: text(raw, 'fileId'),
    rect: {
      x: number(rect, 'x'),
      y: number(rect, 'y'),
      width: number(rect, 'width'),
      height: number(rect, 'height'),
    },
  });
  await caller.declarations.setPhoto({ id, fileId: cut.id, expectedVersion: progress.version });
  progress.said = '照片已更换';
};

const specialty: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.changeSpecialty({
    id,
    specialtyId: text(raw, 'specialtyId'),
    titleId: text(raw, 'titleId'),
    ...(text(raw, 'institutionCategory') && { institutionCategory: text(raw, 'institutionCategory') }),
    expectedVersion: progress.version,
  });
  progress.said = text(raw, 'institutionCategory') ? '申报专业和单位类别已修改' : '申报专业已修改';
};

const takeOver: Run = async ({ caller, id, change: { raw } }, progress) => {
  const list = (name: string): Raw[] => (Array.isArray(raw[name]) ? raw[name].filter(isRaw) : []);
  const { answers, entries, left, notes } = await caller.declarations.takeOver({
    id,
    sourceId: text(raw, 'sourceId'),
    photo: raw.photo === true,
    fields: list('fields').map((field) => ({
      section: text(field, 'section'),
      name: text(field, 'name'),
      replace: field.replace === true,
    })),
    entries: list('entries').map((entry) => ({ section: text(entry, 'section'), entryId: text(entry, 'entryId') })),
    expectedVersion: progress.version,
  });
  const done = [answers > 0 ? `${answers} 项内容` : '', entries > 0 ? `${entries} 条业绩` : ''].filter(Boolean);
  progress.notes.push(
    done.length > 0 ? `已沿用 ${done.join('、')}，请核对。` : '没有沿用任何内容。',
    ...left,
    ...notes,
  );
};

/** 修改并重新送审: the page goes on to the library. */
const revise: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.revisePick({ id, entryId: text(raw, 'entryId'), expectedVersion: progress.version });
};

const renew: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.renewPick({ id, entryId: text(raw, 'entryId'), expectedVersion: progress.version });
  progress.said = '已换为新版本';
};

/** 说明 to a mark of the return. */
const answerMark: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.answerMark({
    ...{ id, markId: text(raw, 'markId'), answer: text(raw, 'answer'), expectedVersion: progress.version },
  });
  progress.said = '说明已保存';
};

const submit: Run = async ({ caller, id, change: { raw } }, progress) => {
  await caller.declarations.submit({
    id,
    expectedVersion: progress.version,
    idempotencyKey: text(raw, 'submissionKey'),
  });
  progress.submitted = true;
};

const RUNS: Readonly<Record<string, Run>> = {
  save,
  import: importEntries,
  move,
  remove,
  revise,
  renew,
  photo,
  specialty,
  takeOver,
  answerMark,
  submit,
};

/** Runs one change of the fill page; a refusal is part of the answer, anything unexpected is thrown. */
export async function runFillChange(work: Work): Promise<FillAnswer> {
  const { intent, expectedVersion, idempotencyKey: key } = work.change;
  const run = RUNS[intent];
  if (!run) throw new Response('unknown intent', { status: 400 });
  const progress: Progress = { version: expectedVersion, saved: [], notes: [] };
  try {
    await run(work, progress);
    const { version: _, ...done } = progress;
    return { key, at: new Date().toISOString(), ...done };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { key, at: new Date().toISOString(), saved: progress.saved, notes: progress.notes, refusal };
  }
}

/** Of the answer: refused changes are refusals for the network too. */
export const statusOf = ({ refusal }: FillAnswer): number =>
  refusal ? (({ EXPIRED: 401, CONFLICT: 409 } as Readonly<Record<string, number>>)[refusal.code] ?? 422) : 200;
