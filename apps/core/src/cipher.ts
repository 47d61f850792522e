import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encryption at rest and keyed look-up of ID numbers. */
export interface Cipher {
  /** AES-256-GCM; iv, tag and text in one buffer. */
  seal(plain: string): Buffer;
  /** Throws when the text was not sealed with this key. */
  open(sealed: Buffer): string;
  /** Keyed hash for exact look-up; hex. */
  fingerprint(plain: string): string;
}

/** `key`: 32 bytes of hex, from the data folder or the environment; never a default. */
export function createCipher(key: string): Cipher {
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new Error('ZHICHENG_KEY must be 64 hexadecimal digits');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', purpose, 32));
  const sealing = derive('seal');
  const hashing = derive('fingerprint');
  return {
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
    fingerprint: (plain) => createHmac('sha256', hashing).update(plain).digest('hex'),
  };
}
