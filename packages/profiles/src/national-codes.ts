const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** No authority assigns this region: a code that carries it is recognisably synthetic. */
export const SYNTHETIC_REGION = '999999';

// Nobody alive was born earlier; year 0000 would pass as a date here and be refused by the database.
const EARLIEST_BIRTH = '1900-01-01';

export type Gender = 'male' | 'female';

function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

function idCheckOf(body: string): string {
  return ID_CHECKS.charAt(weightedSum([...body].map(Number), ID_WEIGHTS) % 11);
}

function usccCheckOf(body: string): string {
  const values = [...body].map((sign) => USCC_ALPHABET.indexOf(sign));
  return USCC_ALPHABET.charAt((31 - (weightedSum(values, USCC_WEIGHTS) % 31)) % 31);
}

/** Today as YYYY-MM-DD by the wall clock of China, whatever zone the server stands in. */
function todayInChina(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

function isRealDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/**
 * What a resident ID number says of its holder, or null when it is none (GB 11643-1999): 18 signs, X upper case,
 * check digit, a real birth date not after `today` (YYYY-MM-DD). The region is not looked up, because people keep
 * the code of abolished areas; residence permits (810000, 820000, 830000) have the same shape.
 */
export function readIdNumber(value: string, today = todayInChina()): { birthDate: string; gender: Gender } | null {
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dX]$/.exec(value);
  if (!match || value.length !== 18 || idCheckOf(value.slice(0, 17)) !== value.charAt(17)) return null;
  const birthDate = `${match[1]}-${match[2]}-${match[3]}`;
  if (!isRealDate(birthDate) || birthDate < EARLIEST_BIRTH || birthDate > today) return null;
  return { birthDate, gender: Number(match[4]) % 2 === 1 ? 'male' : 'female' };
}

/** Whether `value` is a resident ID number; see `readIdNumber`. */
export function isIdNumber(value: string, today = todayInChina()): boolean {
  return readIdNumber(value, today) !== null;
}

/**
 * A synthetic ID number with a right check digit, under a region nobody has unless one is given.
 * In: birth date YYYY-MM-DD, gender, serial 0..499 (distinct per birth date and gender). Errors on anything else.
 */
export function makeIdNumber(of: { birthDate: string; gender: Gender; serial: number; region?: string }): string {
  if (!isRealDate(of.birthDate)) throw new Error(`Not a date: ${of.birthDate}`);
  if (!Number.isInteger(of.serial) || of.serial < 0 || of.serial > 499) throw new Error('serial must be 0..499');
  const region = of.region ?? SYNTHETIC_REGION;
  if (!/^\d{6}$/.test(region)) throw new Error(`Not a region code: ${region}`);
  const order = String(of.serial * 2 + (of.gender === 'male' ? 1 : 0)).padStart(3, '0');
  const body = `${region}${of.birthDate.replaceAll('-', '')}${order}`;
  return `${body}${idCheckOf(body)}`;
}

/**
 * Whether `value` is a unified social credit code (GB 32100-2015): 18 signs of the alphabet without I O Z S V,
 * six digits for the region, check sign. Upper case only, nothing before or after.
 */
export function isUscc(value: string): boolean {
  if (value.length !== 18 || !/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value)) return false;
  return usccCheckOf(value.slice(0, 17)) === value.charAt(17);
}

/**
 * A synthetic credit code with a right check sign, under a region nobody has unless one is given.
 * In: serial 0..99999999; `kind` two signs, registration department and kind of body ('12' 事业单位, '11' 机关,
 * '91' 企业). Errors on anything else.
 */
export function makeUscc(of: { serial: number; kind?: string; region?: string }): string {
  if (!Number.isInteger(of.serial) || of.serial < 0 || of.serial > 99_999_999) throw new Error('serial out of range');
  const body = `${of.kind ?? '12'}${of.region ?? SYNTHETIC_REGION}${String(of.serial).padStart(9, '0')}`;
  const code = `${body}${usccCheckOf(body)}`;
  if (!isUscc(code)) throw new Error(`No credit code can begin with ${body.slice(0, 8)}`);
  return code;
}
