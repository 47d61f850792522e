import type { Caller } from '@zhicheng/core';
import { redirect } from '@remix-run/server-runtime';
import { readChange } from '../../change.ts';
import type { Refusal } from '../../refusal.ts';
import { lastingQuery } from '../../passing-query.ts';

/** 保存 and 提交 of the form of an entry, then back to the list it was opened from. */
export async function storeEntry(caller: Caller, request: Request, entity: string, id?: string) {
  const { intent, raw, expectedVersion, idempotencyKey } = await readChange(request);
  const content = {
    entity,
    raw,
    idempotencyKey,
    ...(id !== undefined && { id, expectedVersion }),
  };
  const submit = intent === 'submit';
  const { notes } = submit ? await caller.library.saveAndSubmit(content) : await caller.library.save(content);
  const query = lastingQuery(new URL(request.url).searchParams);
  // The list says it in its own words: text in an address could be anybody's.
  query.set('done', submit ? 'submitted' : 'saved');
  if (notes.length > 0) query.set('warn', 'similar');
  return redirect(`/library/${entity}?${query}`);
}

/** What is stored of an entry that was changed elsewhere; nothing once it cannot be changed any more. */
export async function storedEntry(caller: Caller, id: string): Promise<Refusal['saved']> {
  const { can, data, version, updatedAt } = await caller.library.get({ id });
  return can.edit.allowed ? { raw: data, version, at: updatedAt.toISOString() } : undefined;
}
