import { writeFileSync } from 'node:fs';
import { createCore } from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';
import { prepareDrafts } from './prepare-drafts.ts';

/** For figures of `npm run bench`: COUNT drafts into the database of a copied province; what they are goes to RESULT. */
const {
  DATABASE_URL = '',
  ZHICHENG_KEY = '',
  ZHICHENG_PROFILE = 'anhui',
  FILES = '',
  COUNT = '',
  RESULT = '',
} = process.env;

const app = await createCore(
  { databaseUrl: DATABASE_URL, key: ZHICHENG_KEY, filesDir: FILES },
  profileOf(ZHICHENG_PROFILE),
  registry,
);
try {
  writeFileSync(RESULT, JSON.stringify(await prepareDrafts(app, { count: Number(COUNT) })));
} finally {
  await app.close();
}
