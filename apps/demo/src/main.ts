import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { profileOf } from '@zhicheng/profiles';
import { s3Bucket, s3SettingsOf, s3Store } from '@zhicheng/storage';
import { sandboxAccounts } from '@zhicheng/sandbox-sso/accounts';
import { accountsText } from './accounts-text.ts';
import { loadDemo } from './load-demo.ts';

/** DATABASE_URL, ZHICHENG_KEY, ZHICHENG_DATA, ZHICHENG_PROFILE, S3_…: those of the server that starts this. */
const { DATABASE_URL = '', ZHICHENG_KEY = '', ZHICHENG_DATA = 'data', ZHICHENG_PROFILE = 'anhui' } = process.env;
const objects = s3SettingsOf(process.env);
const store = objects && s3Store(s3Bucket(objects));

const app = await createCore(
  { databaseUrl: DATABASE_URL, key: ZHICHENG_KEY, filesDir: join(ZHICHENG_DATA, 'files'), store },
  profileOf(ZHICHENG_PROFILE),
  registry,
);
try {
  if (await loadDemo(app)) {
    writeFileSync(join(ZHICHENG_DATA, 'sandbox-accounts.json'), JSON.stringify(sandboxAccounts(), null, 1), {
      mode: 0o600,
    });
    writeFileSync(join(ZHICHENG_DATA, 'demo-accounts.txt'), accountsText());
  }
} finally {
  await app.close();
}
