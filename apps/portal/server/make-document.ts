import { join } from 'node:path';
import { createCore } from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { guardConsole, guardUncaught } from './log.ts';
import { readSettings } from './settings.ts';

// A program: makes the one document whose order is its argument. documents-apart.ts starts it.

const [orderId = ''] = process.argv.slice(2);
const { databaseUrl = '', dataDir, key, profile, log } = readSettings();
guardConsole(log);
guardUncaught();
const app = await createCore({ databaseUrl, key, filesDir: join(dataDir, 'files') }, profile, registry);
try {
  await app.makeDocument(orderId);
} finally {
  await app.close();
}
