import { open } from 'node:fs/promises';
import { brokenFile } from './refusal.ts';

/** Mail gateways and scanners append a few bytes after the end mark. */
const TAIL_BYTES = 4096;

/** @throws UploadRefused if the end mark of the PDF is missing, which is what an interrupted copy looks like */
export const checkPdf = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await handle.read(tail, 0, tail.length, size - tail.length);
    if (!tail.includes('%%EOF')) throw brokenFile('pdf');
  } finally {
    await handle.close();
  }
};
