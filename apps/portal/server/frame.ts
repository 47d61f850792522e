import type { Actor, Caller } from '@zhicheng/core';
import type { FrameData, Platform } from '../app/context.ts';

const NOBODY = {
  person: null,
  active: null,
  assignments: [],
  counts: {},
  mustRegister: null,
  mustChangePassword: false,
  ownPassword: false,
  unread: 0,
} as const;

/** What every frame shows; asked once per request, whoever asks. */
export function frameReader(platform: Platform, actor: Actor | null, caller: Caller): () => Promise<FrameData> {
  let known: Promise<FrameData> | undefined;
  return () => (known ??= read(platform, actor, caller));
}

async function read(platform: Platform, actor: Actor | null, caller: Caller): Promise<FrameData> {
  const serverNow = new Date().toISOString();
  if (!actor) return { platform, serverNow, ...NOBODY };
  const [me, counts] = await Promise.all([
    caller.identity.me(),
    actor.mustChangePassword ? {} : countsFor(actor, caller),
  ]);
  return {
    platform,
    serverNow,
    person: { name: me.account.name },
    active: me.assignment,
    assignments: me.assignments,
    mustRegister: me.mustRegister,
    mustChangePassword: me.mustChangePassword,
    ownPassword: me.account.kind === 'builtin',
    unread: me.unreadNotifications,
    counts: me.mustRegister || me.mustChangePassword ? {} : counts,
  };
}

/** Open work by menu key; never totals. */
export async function countsFor(actor: Actor, caller: Caller): Promise<FrameData['counts']> {
  if (actor.role === 'applicant' || actor.role === 'operator' || actor.role === 'system') return {};
  const waiting = await caller.tasks.waiting();
  return {
    achievementArchive: waiting.libraryEntry ?? 0,
    declarations: waiting.declaration ?? 0,
    bindings: waiting.binding ?? 0,
    tasks: Object.values(waiting).reduce((sum, count) => sum + count, 0),
  };
}
