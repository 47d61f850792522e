import type { Caller } from '@zhicheng/core';
import type { Entity } from '@zhicheng/series-kit';
import { loadSources } from '../../render/load-sources.ts';

/** What the form of an entity needs beyond its fields: choices, and who would audit it. */
export async function loadEntryForm(caller: Caller, entity: Entity) {
  const [sources, binding] = await Promise.all([
    loadSources(caller, entity.fields),
    caller.organisations.bindingStatus(),
  ]);
  const unit = { name: binding.approved?.organisationName ?? null, why: binding.why?.message ?? null };
  return { ...sources, unit };
}
