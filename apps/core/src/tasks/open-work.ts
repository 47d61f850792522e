import type { Database } from '@zhicheng/database';

/** An organisation in one of its capacities. */
export interface Desk {
  readonly organisationId: string;
  readonly capacity: string;
}

const keyOf = ({ organisationId, capacity }: Desk): string => `${organisationId} ${capacity}`;

/**
 * A word for each desk, by `<organisationId> <capacity>`, that is another as soon as something has come to it, has left it, or is held by somebody else.
 * One query, of the index of open tasks alone. A desk without open work has the word ''.
 */
export async function openWork(db: Database, desks: readonly Desk[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.raw<{ rows: (Desk & { word: string })[] }>(
    `select task.organisation_id as "organisationId", task.capacity,
       concat_ws(' ', count(*), max(task.opened_at), sum(hashtextextended(task.claimed_by::text, 0))) as word
     from unnest(?::uuid[], ?::text[]) as desk (organisation_id, capacity)
     join task on task.organisation_id = desk.organisation_id and task.capacity = desk.capacity
     where task.closed_at is null
     group by 1, 2`,
    [desks.map(({ organisationId }) => organisationId), desks.map(({ capacity }) => capacity)],
  );
  const words = new Map(desks.map((desk) => [keyOf(desk), '']));
  for (const { word, ...desk } of rows) words.set(keyOf(desk), word);
  return words;
}
