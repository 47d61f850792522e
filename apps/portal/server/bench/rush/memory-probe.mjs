// Loaded into web and worker by `npm run bench -- drift` before anything else: on a signal it has the collector run and
// writes down what the process holds then.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const notes = process.env.MEMORY_NOTES;

if (notes)
  process.on('SIGUSR2', () => {
    collect();
    const file = join(notes, String(process.pid));
    writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
    renameSync(`${file}.part`, file);
  });
