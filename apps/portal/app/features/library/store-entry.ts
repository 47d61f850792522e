import type { Caller } from '@zhicheng/core';
import { redirect } from '@remix-run/server-runtime';
import { readChange } from '../../change.ts';

/** 保存 and 提交 of the form of an entry, then back to the list it was opened from. */
export async function storeEntry(caller: Caller, request: Request, entity: string, id?: string) {
  const { intent, raw, expectedVersion, idempotencyKey } = await readChange(request);
  const content = {
    entity,
    raw,
    idempotencyKey,
    ...(id !== undefined && { id, expectedVersion }),
  };
  const { notes } =
    intent === 'submit' ? await caller.library.saveAndSubmit(content) : await caller.library.save(content);
  const query = new URL(request.url).searchParams;
  // The list says it in its own words: text in an address could be anybody's.
  if (notes.length > 0) query.set('warn', 'similar');
  else query.delete('warn');
  return redirect(`/library/${entity}${query.size > 0 ? `?${query}` : ''}`);
}
