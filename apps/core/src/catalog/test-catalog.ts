import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@zhicheng/profiles';
import type { Series } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { loadCatalog } from './load-catalog.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/**
 * The catalogue as part of a test template. The key follows everything that it is made of, so that no template outlives
 * a change: this folder's sources, the regions of the profile, and what the series say of themselves.
 */
export function preparedCatalog(profile: Profile, series: readonly Series[]) {
  const facts = series.map(({ code, label, levels, specialties }) => ({ code, label, levels, specialties }));
  const content = createHash('sha256').update(JSON.stringify([profile.regions, facts]));
  const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.ts$/.test(name),
  );
  for (const name of sources.toSorted()) content.update(name).update(readFileSync(join(HERE, name)));
  return { key: `catalog ${content.digest('hex')}`, run: (core: Core) => loadCatalog({ core }) };
}
