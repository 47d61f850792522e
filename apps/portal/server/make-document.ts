import { createCore } from '@zhicheng/core';
import { registry } from '@zhicheng/plugins';
import { filePlaces } from './file-places.ts';
import { guardConsole, guardUncaught } from './log.ts';
import { readSettings } from './settings.ts';

// A program: makes the one document whose order is its argument. documents-apart.ts starts it.

const [orderId = ''] = process.argv.slice(2);
const settings = readSettings();
const { databaseUrl = '', key, profile, log } = settings;
guardConsole(log);
guardUncaught();
const { store, filesDir } = filePlaces(settings);
const app = await createCore({ databaseUrl, key, filesDir, store }, profile, registry);
try {
  await app.makeDocument(orderId);
} finally {
  await app.close();
}
