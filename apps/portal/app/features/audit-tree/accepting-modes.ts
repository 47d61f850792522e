import type { AppLoadContext } from '@remix-run/server-runtime';
import { ACCEPTING_MODES } from '@zhicheng/core/forms';

/** 初定 and 认定 by their names; NOT_FOUND where the province has no accepting bodies. */
export async function acceptingModes({ caller, frame }: AppLoadContext) {
  const { platform } = await frame();
  if (!platform.acceptingBodies) throw Object.assign(new Error('本平台没有受理机构。'), { code: 'NOT_FOUND' as const });
  const all = await caller.catalog.dictionary({ name: 'acquisitionMode' });
  return ACCEPTING_MODES.flatMap((mode) => all.filter(({ code }) => code === mode));
}
