import { unzipSync } from 'fflate';

/** The files of a package by their names, for tests of what is made of documents. */
export const unzip = (bytes: Uint8Array): Readonly<Record<string, Uint8Array>> => unzipSync(bytes);
