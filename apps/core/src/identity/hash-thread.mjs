// The thread that works out hashes of passwords, for hashing.ts. Plain JavaScript: threads are started without a loader.
import { hashSync, verifySync } from '@node-rs/argon2';
import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** Somewhat behind everything else: a wave of sign-ins takes what requests and the database leave. */
const BEHIND = 5;

try {
  // on Linux each thread has a priority of its own; asked here, this names the thread
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  if (thread > 0) setPriority(thread, Math.min(19, getPriority() + BEHIND));
} catch {
  // elsewhere it shares like any other
}

parentPort.on('message', ({ id, hash, password }) => {
  try {
    parentPort.postMessage({ id, value: hash === undefined ? hashSync(password) : verifySync(hash, password) });
  } catch (error) {
    parentPort.postMessage({ id, failure: error instanceof Error ? error.message : 'hashing failed' });
  }
});
