import type { CoreApp } from '@zhicheng/core';
import type { Coded } from '@zhicheng/series-kit';

const known = new WeakMap<CoreApp, Promise<Map<string, string>>>();

async function read(app: CoreApp): Promise<Map<string, string>> {
  const items = await app.core.db('dictionary_item').select('dictionary', 'code', 'name');
  return new Map(items.map((item) => [`${item.dictionary}:${item.code}`, item.name]));
}

/** A dictionary's item as a form would send it. Throws on a code that is not there. */
export async function choose(app: CoreApp, dictionary: string, code: string): Promise<Coded> {
  const names = known.get(app) ?? read(app);
  known.set(app, names);
  const name = (await names).get(`${dictionary}:${code}`);
  if (!name) throw new Error(`dictionary ${dictionary} has no ${code}`);
  return { code, name };
}
