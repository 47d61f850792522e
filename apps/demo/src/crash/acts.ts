import { randomUUID } from 'node:crypto';
import { isRecord, type Answer, type Client } from './client.ts';
import type { Applicant } from './cast.ts';

/** What was acknowledged, as the people who did it remember it. */
export interface Memory {
  readonly submits: { readonly declarationId: string; readonly key: string }[];
  readonly returns: { readonly declarationId: string; readonly taskId: string }[];
  readonly entries: { readonly accountId: string; readonly key: string; readonly entryId: string }[];
  readonly files: string[];
  readonly batches: string[];
  /** By declaration: the number in the text that was saved last, and the largest that was tried. */
  readonly saved: Map<string, { sure: number; tried: number }>;
  /** By account: the same of what a form kept by itself. */
  readonly kept: Map<string, { sure: number; tried: number }>;
  /** Answers that nobody should have got. */
  readonly surprises: string[];
}
export const emptyMemory = (): Memory => ({
  ...{ submits: [], returns: [], entries: [], files: [], batches: [], surprises: [] },
  ...{ saved: new Map(), kept: new Map() },
});

const text = (data: unknown, name: string): string => (isRecord(data) ? String(data[name] ?? '') : '');
const number = (data: unknown, name: string): number => (isRecord(data) ? Number(data[name]) : Number.NaN);
const rowsOf = (answer: Answer): readonly unknown[] =>
  answer.ok && isRecord(answer.data) && Array.isArray(answer.data.rows) ? answer.data.rows : [];

/** UNANSWERED is no surprise: the run ended first. */
function wonder(memory: Memory, what: string, answer: Answer, fine: readonly string[] = []): void {
  if (!answer.ok && answer.code !== 'UNANSWERED' && !fine.includes(answer.code))
    memory.surprises.push(`${what}: ${answer.code}`);
}

interface Card {
  readonly state: string;
  readonly version: number;
}

/** As the page reads it when it is opened again. */
async function cardOf(client: Client, id: string): Promise<Card | null> {
  const answer = await client.ask('declarations.fill', { id });
  const card = answer.ok && isRecord(answer.data) ? answer.data.card : undefined;
  return isRecord(card) ? { state: text(card, 'state'), version: number(card, 'version') } : null;
}

const PROFILE = {
  ...{ ethnicity: { code: '01', name: '汉族' }, workStart: '2008-09-01', workYears: 18, specialtyYears: 18 },
  ...{ politicalStatus: { code: '13', name: '群众' }, health: '健康' },
};

/** A page of the declaration is saved, or the declaration submitted; where it waits for the unit, the unit returns it. */
export async function workOnDeclaration(
  memory: Memory,
  { declarationId: id, name }: Applicant,
  client: Client,
  school: Client,
): Promise<void> {
  const card = await cardOf(client, id);
  if (!card) return;
  if (card.state === 'inAudit') return sendBack(memory, id, name, school);
  const saved = memory.saved.get(id) ?? { sure: 0, tried: 0 };
  memory.saved.set(id, saved);
  if (saved.tried % 3 !== 2) {
    saved.tried += 1;
    const raw = { ...PROFILE, birthplace: `示例省第${saved.tried}市` };
    const attempt = saved.tried;
    const answer = await client.send('declarations.saveForm', {
      ...{ id, section: 'profile', raw, expectedVersion: card.version },
    });
    if (answer.ok) saved.sure = attempt;
    // Sent again after it was done, though nobody had said so: refused as changed elsewhere.
    wonder(memory, 'save', answer, ['CONFLICT']);
    return;
  }
  saved.tried += 1;
  const idempotencyKey = randomUUID();
  const answer = await client.send('declarations.submit', { id, expectedVersion: card.version, idempotencyKey });
  if (answer.ok) memory.submits.push({ declarationId: id, key: idempotencyKey });
  wonder(memory, 'submit', answer);
}

async function sendBack(memory: Memory, declarationId: string, name: string, school: Client): Promise<void> {
  const [task] = rowsOf(
    await school.ask('tasks.list', { tab: 'todo', flowType: '职称申报', keyword: `${name}身份证` }),
  );
  if (!task) return;
  const taskId = text(task, 'taskId');
  const answer = await school.send('tasks.decide', { taskId, decision: 'return', opinion: '请核对出生地。' });
  if (answer.ok) memory.returns.push({ declarationId, taskId });
  wonder(memory, 'return', answer, ['CONFLICT']);
}

/** A scan is uploaded, an entry with it submitted to the unit. */
export async function submitEntry(
  memory: Memory,
  { accountId }: Pick<Applicant, 'accountId'>,
  client: Client,
): Promise<void> {
  const bytes = `%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`;
  const uploaded = await client.upload('证明.pdf', bytes, 'types=pdf&maxMB=2');
  wonder(memory, 'upload', uploaded);
  if (!uploaded.ok) return;
  memory.files.push(text(uploaded.data, 'id'));
  const idempotencyKey = randomUUID();
  const raw = {
    ...{ unit: '示例市第一中学', period: { from: '2008-09-01', to: null }, specialty: '中学语文', position: '教师' },
    ...{ duties: '承担初中语文教学。', evidence: [uploaded.data] },
  };
  const answer = await client.send('library.saveAndSubmit', { entity: 'experience', raw, idempotencyKey });
  if (answer.ok) memory.entries.push({ accountId, key: idempotencyKey, entryId: text(answer.data, 'id') });
  wonder(memory, 'entry', answer);
}

const FORM = 'library/experience/new';

/** What a form keeps while somebody types. */
export async function type(memory: Memory, { accountId }: Applicant, client: Client): Promise<void> {
  const kept = memory.kept.get(accountId) ?? { sure: 0, tried: 0 };
  memory.kept.set(accountId, kept);
  const standing = await client.ask('drafts.read', { record: FORM });
  if (!standing.ok) return wonder(memory, 'draft', standing);
  const revision = text(standing.data, 'revision') || null;
  kept.tried += 1;
  const attempt = kept.tried;
  const raw = { position: `教师${attempt}` };
  const answer = await client.send('drafts.keep', { record: FORM, baseVersion: null, revision, raw });
  if (answer.ok) kept.sure = attempt;
  wonder(memory, 'keep', answer, ['CONFLICT']);
}

/** The unit passes what waits in its library audits, in one go, in the background. */
export async function passEntries(memory: Memory, school: Client): Promise<void> {
  const waiting = rowsOf(await school.ask('tasks.list', { tab: 'todo', size: 100 }));
  const taskIds = waiting
    .filter((row) => isRecord(row) && row.kind === 'libraryEntry')
    .slice(0, 10)
    .map((row) => text(row, 'taskId'));
  if (taskIds.length === 0) return;
  const request = { taskIds, action: 'pass', opinion: '', idempotencyKey: randomUUID() };
  const answer = await school.send('tasks.startBatch', request);
  if (answer.ok) memory.batches.push(text(answer.data, 'batchId'));
  // What an earlier batch has done meanwhile is nothing to do.
  wonder(memory, 'batch', answer, ['REFUSED']);
}
