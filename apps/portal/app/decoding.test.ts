import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The very copies the browser bundle and the server load, patched by patches/ of this workspace. */
const requireHere = createRequire(import.meta.url);
const remixReact = dirname(requireHere.resolve('@remix-run/react'));
const requireFromRemix = createRequire(join(remixReact, 'index.js'));
const turboStream = dirname(requireFromRemix.resolve('turbo-stream'));

type Decoded = { value: unknown; done: Promise<unknown> };
type Decode = (stream: ReadableStream<Uint8Array>) => Promise<Decoded>;
type DecodeOfRemix = (stream: ReadableStream<Uint8Array>, global: unknown) => Promise<Decoded>;
type Errors = { deserializeErrors(errors: Record<string, unknown>): Record<string, unknown> };

const streamOf = (line: unknown): ReadableStream<Uint8Array> => new Blob([`${JSON.stringify(line)}\n`]).stream();

const HOSTILE = ['Function', 'WebSocket', 'Worker', 'constructor', '__proto__', 'toString', 'Image'];
const NATIVE = ['EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'];

async function decoders(): Promise<readonly (readonly [string, Decode])[]> {
  const commonJs: { decode: Decode } = requireFromRemix('turbo-stream');
  const module: { decode: Decode } = await import(pathToFileURL(join(turboStream, 'turbo-stream.mjs')).href);
  return [
    ['CommonJS', commonJs.decode],
    ['module', module.decode],
  ];
}

describe('CVE-2026-34077: an answer from the network names the constructor of an error', async () => {
  for (const [name, decode] of await decoders()) {
    it.each(HOSTILE)(`${name}: %s is never constructed`, async (type) => {
      const { value, done } = await decode(streamOf([['E', 'globalThis.broken = true', type]]));
      await done;
      expect(value).toBeInstanceOf(Error);
      expect(Object.getPrototypeOf(value)).toBe(Error.prototype);
      expect(value).not.toBeTypeOf('function');
    });
    it.each(NATIVE)(`${name}: %s keeps its type`, async (type) => {
      const { value, done } = await decode(streamOf([['E', 'said', type]]));
      await done;
      expect(value).toBeInstanceOf(Error);
      expect(value).toMatchObject({ name: type, message: 'said' });
    });
  }
});

describe('the same in the error decoding of Remix itself', () => {
  const singleFetch: { decodeViaTurboStream: DecodeOfRemix } = requireFromRemix(join(remixReact, 'single-fetch.js'));
  const { deserializeErrors }: Errors = requireFromRemix(join(remixReact, 'errors.js'));
  const sanitized = (type: string) =>
    streamOf([['SanitizedError', 1, 2, 3], type, 'globalThis.broken = true', 'stack']);

  it.each(HOSTILE)('a sanitised error named %s is a plain Error', async (type) => {
    const { value, done } = await singleFetch.decodeViaTurboStream(sanitized(type), globalThis);
    await done;
    expect(Object.getPrototypeOf(value)).toBe(Error.prototype);
  });
  it('a sanitised TypeError stays one', async () => {
    const { value, done } = await singleFetch.decodeViaTurboStream(sanitized('TypeError'), globalThis);
    await done;
    expect(value).toBeInstanceOf(TypeError);
  });
  it.each(HOSTILE)('a hydrated error named %s is a plain Error', (type) => {
    const { root } = deserializeErrors({ root: { __type: 'Error', __subType: type, message: 'said' } });
    expect(Object.getPrototypeOf(root)).toBe(Error.prototype);
  });
});
