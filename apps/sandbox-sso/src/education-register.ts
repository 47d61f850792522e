import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_BYTES = 4 * 1024;
const FIRST_YEAR = 2019;
const TOPICS = ['专业技术人员职业道德', '科技创新与成果转化', '知识产权保护', '人工智能与未来产业', '乡村振兴战略'];

interface OfficialRow {
  readonly no: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The same number always has the same invented record; nothing in a row leads back to it. */
const dice = (seed: string): number => createHash('sha256').update(`sandbox register ${seed}`).digest().readUInt32BE(0);

/**
 * Synthetic records of continuing education of one person: public courses of every year up to this one, and a
 * specialised course now and then, as a real register would mix them.
 */
export function educationRows(idNumber: string, thisYear: number): OfficialRow[] {
  const rows: OfficialRow[] = [];
  for (let year = FIRST_YEAR; year <= thisYear; year += 1) {
    const seed = `${idNumber} ${year}`;
    const number = dice(seed);
    const base = { year, organiser: '沙箱继续教育基地', from: `${year}-04-01`, to: `${year}-10-31` };
    const topic = TOPICS[number % TOPICS.length] ?? '';
    const no = number.toString(36);
    rows.push({
      no: `PUBLIC-${year}-${no}`,
      answers: { ...base, type: '公需课', hours: 30, item: topic, certificateNo: `SX${year}${no}` },
    });
    if (number % 2 === 0)
      rows.push({
        no: `SPECIAL-${year}-${no}`,
        answers: { ...base, type: '专业课', hours: 60, item: '专业课研修', certificateNo: `SX${year}S${no}` },
      });
  }
  return rows;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

const thisYearInChina = (): number =>
  Number(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(new Date()));

/** POST `{ entity, idType, idNumber }` -> `{ rows }`; 400 for anything else, no rows for lists it does not keep. */
export async function answerRegister(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await readJson(request)) as { entity?: unknown; idNumber?: unknown } | undefined;
  const asked = typeof body?.idNumber === 'string' && typeof body.entity === 'string';
  const rows =
    asked && body.entity === 'continuing-education' ? educationRows(String(body.idNumber), thisYearInChina()) : [];
  response
    .writeHead(asked ? 200 : 400, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(asked ? { rows } : { error: 'entity and idNumber expected' }));
}
