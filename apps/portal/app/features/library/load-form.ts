import type { Caller } from '@zhicheng/core';
import type { Entity } from '@zhicheng/series-kit';
import { allFields, loadSources } from '../../render/load-sources.ts';
import type { Candidate } from '../../render/sources.tsx';
import { entryFacts, entryTitle } from './entry-words.ts';

/** Pages of a hundred; whoever has more entries of one kind searches in the list itself. */
const PAGES = 5;
const SIZE = 100;

async function candidatesOf(caller: Caller, entity: Entity): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const { rows, total } = await caller.library.list({ entity: entity.code, page, size: SIZE });
    found.push(
      ...rows.map(({ id, data, state, stateLabel }): Candidate => {
        const facts = [entryFacts(entity, data), state === 'approved' ? '' : stateLabel].filter(Boolean).join('，');
        return { entry: id, label: entryTitle(entity, data), ...(facts && { facts }) };
      }),
    );
    if (page * SIZE >= total) break;
  }
  return found;
}

/** The entries that the links of a form may choose among, by entity; only for entities that link. */
export async function loadCandidates(caller: Caller, entity: Entity): Promise<Record<string, Candidate[]>> {
  const linked = allFields(entity.fields).flatMap(({ shape }) => (shape.kind === 'links' ? [shape.entity] : []));
  const lists = await Promise.all(
    linked.map(async (other) => [other.code, await candidatesOf(caller, other)] as const),
  );
  return Object.fromEntries(lists);
}

/** What the form of an entity needs beyond its fields: choices, linkable entries, and who would audit it. */
export async function loadEntryForm(caller: Caller, entity: Entity) {
  const [sources, candidates, binding] = await Promise.all([
    loadSources(caller, entity.fields),
    loadCandidates(caller, entity),
    caller.organisations.bindingStatus(),
  ]);
  const unit = { name: binding.approved?.organisationName ?? null, why: binding.why?.message ?? null };
  return { ...sources, candidates, unit };
}
