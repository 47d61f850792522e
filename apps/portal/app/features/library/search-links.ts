import type { LinkAsk, LinkPage } from '../../render/sources.tsx';

/** Asks the server what a links field may choose among; see the route library.$entity.linkable. */
export async function searchLinks(entity: string, { keyword, page, everything, ids }: LinkAsk): Promise<LinkPage> {
  const query = new URLSearchParams({
    ...(keyword && { q: keyword }),
    ...(page && { page: String(page) }),
    ...(everything && { everything: '1' }),
    ...(ids && { ids: ids.join(',') }),
  });
  const answer = await fetch(`/library/${entity}/linkable?${query}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`linkable entries: ${answer.status}`);
  return (await answer.json()) as LinkPage;
}
