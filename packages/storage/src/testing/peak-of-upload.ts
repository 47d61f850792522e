import { createReadStream } from 'node:fs';
import { acceptUpload, diskStore } from '../index.ts';

/**
 * Takes the files named after the folder of the store, in a process of its own, since the memory of one that made them
 * as well would tell nothing; prints by how many megabytes its peak rose.
 */
const [folder = '', ...paths] = process.argv.slice(2);
const before = process.memoryUsage.rss();
let peak = before;
// Looked at while it works; what the system calls the peak of a process counts that of its parent as well.
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
const said: string[] = [];
for (const path of paths) {
  const slot = { types: ['jpg', 'png', 'pdf', 'docx'], maxMB: 10 };
  const outcome = await acceptUpload(diskStore(folder), createReadStream(path), { name: path, slot });
  said.push(outcome.ok ? 'taken' : outcome.code);
}
clearInterval(watch);
console.log(JSON.stringify({ said, megabytes: Math.round((peak - before) / 1024 / 1024) }));
