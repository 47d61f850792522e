import { describe, expect, it } from 'vitest';
import { createCipher } from './cipher.ts';

const cipher = createCipher('0123456789abcdef'.repeat(4));
const other = createCipher('fedcba9876543210'.repeat(4));
const plain = '999999-示例-X';

describe('cipher', () => {
  it('opens what it sealed', () => {
    for (const text of [plain, '', '汉字', 'x'.repeat(10_000)]) expect(cipher.open(cipher.seal(text))).toBe(text);
  });

  it('seals the same text differently each time, and shows nothing of it', () => {
    const [one, two] = [cipher.seal(plain), cipher.seal(plain)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes(plain)).toBe(false);
  });

  it('does not open what another key sealed', () => {
    expect(() => cipher.open(other.seal(plain))).toThrow();
  });

  it('does not open what was changed, at any byte', () => {
    const sealed = cipher.seal(plain);
    for (let at = 0; at < sealed.length; at += 1) {
      const forged = Buffer.from(sealed);
      forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
      expect(() => cipher.open(forged)).toThrow();
    }
    expect(() => cipher.open(sealed.subarray(0, 20))).toThrow();
  });

  it('fingerprints alike for the same text and key, and only then', () => {
    expect(cipher.fingerprint(plain)).toBe(cipher.fingerprint(plain));
    expect(cipher.fingerprint(plain)).toMatch(/^[0-9a-f]{64}$/);
    expect(cipher.fingerprint(plain)).not.toBe(cipher.fingerprint(`${plain} `));
    expect(cipher.fingerprint(plain)).not.toBe(other.fingerprint(plain));
  });

  it.each(['', 'abc', 'g'.repeat(64), '0'.repeat(63), '0'.repeat(65)])('refuses %j as a key', (key) => {
    expect(() => createCipher(key)).toThrow('ZHICHENG_KEY must be 64 hexadecimal digits');
  });
});
