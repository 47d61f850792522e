import { makeIdNumber, makeUscc, type Gender } from '@zhicheng/profiles/national-codes';

/** A person as the sign-on service knows one. `idType` is a code of the dictionary idType (111 居民身份证). */
export type PersonAccount = {
  kind: 'person';
  sub: string;
  account: string;
  name: string;
  idType: string;
  idNumber: string;
  mobile: string;
  gender: Gender;
  birthDate: string;
};

/** A legal person as the sign-on service knows one. */
export type UnitAccount = {
  kind: 'unit';
  sub: string;
  account: string;
  name: string;
  uscc: string;
  legalRepresentative: string;
};

export type SandboxIdentity = PersonAccount | UnitAccount;

/**
 * One entry of the accounts file (`SANDBOX_ACCOUNTS`, a JSON array of these). The password stands there in plain
 * because the login page shows it to whoever wants to try the platform; `note` is a word on who this is.
 */
export type SandboxAccount = SandboxIdentity & { password: string; note?: string };

/** Password of every built-in account. */
export const SANDBOX_PASSWORD = 'sandbox123';

const numerals = '一二三四五六七八九十';
const PERSONS = 20;

const units = [
  { name: '示例市第一中学', kind: '12' },
  { name: '示例市第二中学', kind: '12' },
  { name: '示例市第一人民医院', kind: '12' },
  { name: '示例市建筑设计院', kind: '91' },
  { name: '示例市教育局', kind: '11' },
  { name: '示例市示例区教育局', kind: '11' },
  { name: '示例市示例区实验小学', kind: '12' },
  { name: '示例市人才服务中心', kind: '12' },
];

/** 1 -> 示例一, 11 -> 示例十一, 20 -> 示例二十. */
function nameOf(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const lead = tens === 0 ? '' : `${tens === 1 ? '' : numerals.charAt(tens - 1)}十`;
  return `示例${lead}${ones === 0 ? '' : numerals.charAt(ones - 1)}`;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

function personAt(index: number): SandboxAccount {
  const number = index + 1;
  const gender: Gender = index % 2 === 0 ? 'female' : 'male';
  const birthDate = `${1970 + ((index * 7) % 29)}-${twoDigits(1 + ((index * 5) % 12))}-${twoDigits(1 + index)}`;
  return {
    kind: 'person',
    sub: `sandbox-person-${twoDigits(number)}`,
    account: `person${twoDigits(number)}`,
    password: SANDBOX_PASSWORD,
    name: nameOf(number),
    idType: '111',
    idNumber: makeIdNumber({ birthDate, gender, serial: index }),
    // no mobile number begins with 100
    mobile: `100000000${twoDigits(number)}`,
    gender,
    birthDate,
  };
}

function unitAt(unit: (typeof units)[number], index: number): SandboxAccount {
  const number = index + 1;
  return {
    kind: 'unit',
    sub: `sandbox-unit-${twoDigits(number)}`,
    account: `unit${twoDigits(number)}`,
    password: SANDBOX_PASSWORD,
    name: unit.name,
    uscc: makeUscc({ serial: number, kind: unit.kind }),
    legalRepresentative: `示例法人${numerals.charAt(index)}`,
  };
}

/** The built-in accounts: twenty persons and eight units, synthetic and the same on every run. */
export function sandboxAccounts(): SandboxAccount[] {
  return [...Array.from({ length: PERSONS }, (_, index) => personAt(index)), ...units.map(unitAt)];
}

const shownFields: Record<SandboxIdentity['kind'], readonly string[]> = {
  person: ['sub', 'account', 'password', 'name', 'idType', 'idNumber', 'mobile', 'gender', 'birthDate'],
  unit: ['sub', 'account', 'password', 'name', 'uscc', 'legalRepresentative'],
};

function isSandboxAccount(value: unknown): value is SandboxAccount {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind !== 'person' && value.kind !== 'unit') return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return shownFields[value.kind].every((field) => typeof fields.get(field) === 'string' && fields.get(field) !== '');
}

/** Reads the text of an accounts file. Errors name the first entry that is incomplete or doubles a login name. */
export function parseSandboxAccounts(text: string): SandboxAccount[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new Error('The accounts file must hold an array');
  const seen = new Set<string>();
  return entries.map((entry: unknown, index) => {
    if (!isSandboxAccount(entry)) throw new Error(`Accounts file: entry ${index} is incomplete`);
    if (seen.has(entry.account)) throw new Error(`Accounts file: "${entry.account}" stands there twice`);
    seen.add(entry.account);
    return entry;
  });
}
