import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@zhicheng/core';
import { hasEnded, startChild } from '../children.ts';
import type { Copy } from './copy.ts';
import { FILES_OF_COPIES } from './copy.ts';

/** A declaration that lacks nothing, and whose it is. */
export interface ReadyDraft {
  readonly declarationId: string;
  /** What `declarations.submit` expects. */
  readonly version: number;
  readonly actor: Actor;
  /** What it has of its own, identities foremost: of every draft in the same order. */
  readonly own: readonly string[];
}

const PROGRAM = 'apps/demo/src/province/drafts/main.ts';

/**
 * Drafts of this year that may be handed in, of as many people, on a copy of a province: a thousand in some five seconds.
 * Throws when fewer can declare: of 10,000 people some 1,000, of 100,000 some 50,000.
 */
export async function prepareDrafts(
  { url, key, app }: Pick<Copy, 'url' | 'key' | 'app'>,
  { count }: { readonly count: number },
): Promise<readonly ReadyDraft[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhicheng-drafts-'));
  const RESULT = join(dir, 'drafts.json');
  try {
    const env = { DATABASE_URL: url, ZHICHENG_KEY: key, ZHICHENG_PROFILE: app.core.profile.code };
    await hasEnded(startChild(PROGRAM, { ...env, FILES: FILES_OF_COPIES, COUNT: String(count), RESULT }), PROGRAM);
    const made: readonly (Omit<ReadyDraft, 'actor'> & Pick<Actor, 'accountId' | 'assignmentId' | 'name'>)[] =
      JSON.parse(readFileSync(RESULT, 'utf8'));
    return made.map(({ declarationId, version, own, ...who }) => ({
      ...{ declarationId, version, own },
      actor: { ...who, role: 'applicant', organisationId: null },
    }));
  } finally {
    rmSync(dir, { recursive: true });
  }
}
