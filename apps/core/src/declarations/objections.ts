import type { Database } from '@zhicheng/database';

/** 异议 raised during a publicity, and what came of it. */
export interface Objection {
  readonly id: string;
  readonly declarationId: string;
  readonly name: string;
  readonly objection: string;
  readonly recordedAt: Date;
  /** null while it is being looked into: the person cannot be recommended. */
  readonly settlement: string | null;
  readonly upheld: boolean | null;
}

/** Of one notice, in the order in which they were recorded. */
export const objectionsOf = (db: Database, noticeId: string): Promise<Objection[]> =>
  db('unit_notice_objection as o')
    .join('unit_notice_person as p', { 'p.notice_id': 'o.notice_id', 'p.declaration_id': 'o.declaration_id' })
    .where({ 'o.notice_id': noticeId })
    .orderBy('o.id')
    .select(
      ...['o.id', 'o.declaration_id as declarationId', 'p.name', 'o.objection', 'o.recorded_at as recordedAt'],
      ...['o.settlement', 'o.upheld'],
    );
