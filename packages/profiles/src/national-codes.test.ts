import { describe, expect, it } from 'vitest';
import { isIdNumber, isUscc, makeIdNumber, makeUscc, readIdNumber } from './national-codes.ts';

const idNumber = makeIdNumber({ birthDate: '1985-03-07', gender: 'female', serial: 1 });
const uscc = makeUscc({ serial: 1 });
const flipped = (code: string, at: number, to: string) => code.slice(0, at) + to + code.slice(at + 1);

/** All serials of one birthday: enough to meet every check digit. */
const manyIds = Array.from({ length: 500 }, (_, serial) =>
  makeIdNumber({ birthDate: '2000-02-29', gender: 'male', serial }),
);

describe('resident ID numbers (GB 11643-1999)', () => {
  it('satisfies ISO 7064 MOD 11-2, computed another way, with every check digit', () => {
    const remainder = (id: string) =>
      [...id].reduce((sum, sign, at) => sum + (sign === 'X' ? 10 : Number(sign)) * 2 ** (17 - at), 0) % 11;
    expect(manyIds.filter((id) => remainder(id) !== 1)).toEqual([]);
    expect(new Set(manyIds.map((id) => id.charAt(17)))).toEqual(new Set('0123456789X'));
    expect(manyIds.every((id) => isIdNumber(id))).toBe(true);
    expect(new Set(manyIds).size).toBe(500);
  });

  it('[AH-02.07..08] reads birth date and gender', () => {
    expect(readIdNumber(idNumber)).toEqual({ birthDate: '1985-03-07', gender: 'female' });
    expect(readIdNumber(manyIds[3] ?? '')).toEqual({ birthDate: '2000-02-29', gender: 'male' });
  });

  it('refuses every single wrong digit', () => {
    for (let at = 0; at < 17; at += 1) {
      for (const digit of '0123456789') {
        if (digit !== idNumber.charAt(at)) expect(isIdNumber(flipped(idNumber, at, digit))).toBe(false);
      }
    }
  });

  it('refuses two neighbours swapped', () => {
    const id = makeIdNumber({ birthDate: '1976-12-30', gender: 'male', serial: 123 });
    for (let at = 0; at < 17; at += 1) {
      const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
      if (swapped !== id) expect(isIdNumber(swapped)).toBe(false);
    }
  });

  it('refuses dates that do not exist although the check digit is right', () => {
    // the generator refuses such dates, so the check digit is found by trying all eleven
    for (const date of ['19850230', '19851301', '19850001', '19850132', '19010229', '00000101', '18991231']) {
      const candidates = [...'0123456789X'].map((check) => `999999${date}002${check}`);
      expect(candidates.filter((id) => isIdNumber(id))).toEqual([]);
    }
    expect(() => makeIdNumber({ birthDate: '1985-02-30', gender: 'male', serial: 0 })).toThrow('Not a date');
  });

  it('accepts a birth today and refuses one tomorrow', () => {
    const newborn = makeIdNumber({ birthDate: '2026-11-21', gender: 'male', serial: 0 });
    expect(isIdNumber(newborn, '2026-11-21')).toBe(true);
    expect(isIdNumber(newborn, '2026-11-20')).toBe(false);
  });

  it('keeps abolished and unknown regions and residence permits', () => {
    for (const region of ['999999', '340210', '810000', '820000', '830000', '110103']) {
      const id = makeIdNumber({ birthDate: '1990-01-01', gender: 'male', serial: 7, region });
      expect(isIdNumber(id)).toBe(true);
    }
  });

  it('refuses anything before or after, 15 digits, a small x, full-width digits and blanks', () => {
    const withX = manyIds.find((id) => id.endsWith('X')) ?? '';
    expect(isIdNumber(withX)).toBe(true);
    const wrong = [withX.toLowerCase(), `${idNumber}1`, ` ${idNumber}`, `${idNumber}\n`, idNumber.slice(0, 15), ''];
    expect(wrong.filter((id) => isIdNumber(id))).toEqual([]);
    expect(isIdNumber(flipped(idNumber, 0, '９'))).toBe(false);
  });

  it('refuses to make one out of a wrong serial or region', () => {
    const of = { birthDate: '1990-01-01', gender: 'male' as const };
    expect(() => makeIdNumber({ ...of, serial: 500 })).toThrow('serial');
    expect(() => makeIdNumber({ ...of, serial: -1 })).toThrow('serial');
    expect(() => makeIdNumber({ ...of, serial: 1, region: '34' })).toThrow('region');
    expect(makeIdNumber({ ...of, serial: 0 }).slice(14, 17)).toBe('001');
    expect(makeIdNumber({ ...of, gender: 'female', serial: 499 }).slice(14, 17)).toBe('998');
  });
});

describe('[AH-29.08] unified social credit codes (GB 32100-2015)', () => {
  it('accepts what it makes, for institutions, authorities and enterprises', () => {
    const codes = ['12', '11', '91', '52'].flatMap((kind) =>
      Array.from({ length: 200 }, (_, serial) => makeUscc({ serial, kind })),
    );
    expect(codes.every(isUscc)).toBe(true);
    expect(new Set(codes).size).toBe(800);
    expect(new Set(codes.map((code) => code.charAt(17))).size).toBe(31);
  });

  it('satisfies the modulus 31 with powers of 3, computed another way', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const codes = Array.from({ length: 100 }, (_, serial) => makeUscc({ serial: serial * 999_983 }));
    const remainder = (code: string) =>
      [...code].reduce((sum, sign, at) => sum + alphabet.indexOf(sign) * (at < 17 ? 3 ** at % 31 : 1), 0) % 31;
    expect(codes.filter((code) => remainder(code) !== 0)).toEqual([]);
  });

  it('refuses every single wrong sign', () => {
    for (let at = 0; at < 18; at += 1) {
      for (const sign of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
        if (sign !== uscc.charAt(at)) expect(isUscc(flipped(uscc, at, sign))).toBe(false);
      }
    }
  });

  it('refuses trailing junk, blanks, lower case and 15 digits', () => {
    const withLetter = makeUscc({ serial: 3, kind: 'A1' });
    expect(isUscc(withLetter)).toBe(true);
    const wrong = [`${uscc}0`, `${uscc}\n`, ` ${uscc}`, uscc.slice(0, 17), '', withLetter.toLowerCase(), '-1'];
    expect(wrong.filter(isUscc)).toEqual([]);
  });

  it('refuses to make one out of a wrong serial, kind or region', () => {
    expect(() => makeUscc({ serial: 100_000_000 })).toThrow('serial');
    expect(() => makeUscc({ serial: 1, kind: 'I1' })).toThrow('credit code');
    expect(() => makeUscc({ serial: 1, region: '34010' })).toThrow('credit code');
  });
});
