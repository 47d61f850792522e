import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeIdNumber, makeUscc } from '@zhicheng/profiles/national-codes';
import { parseSandboxAccounts, sandboxAccounts, type SandboxAccount, type SandboxIdentity } from './accounts.ts';
import type { Registration } from './registration.ts';

/** Somebody who registered on these pages; nobody is shown this password, so only its hash is kept. */
type RegisteredAccount = SandboxIdentity & { passwordHash: string };

export type AccountStore = {
  /** The accounts whose passwords the login page offers. */
  demo: () => Promise<SandboxAccount[]>;
  find: (sub: string) => Promise<SandboxIdentity | undefined>;
  /** The identity behind a login name and password, or undefined for either being wrong. */
  check: (account: string, password: string) => Promise<SandboxIdentity | undefined>;
  /** Adds an account with generated numbers; 'taken' when the login name exists. */
  register: (registration: Registration) => Promise<SandboxIdentity | 'taken'>;
};

const FIRST_REGISTERED_SERIAL = 10_000;

function hashOf(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(password, salt, 32).toString('hex')}`;
}

function matches(password: string, passwordHash: string): boolean {
  const [salt = '', hash = ''] = passwordHash.split(':');
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, 'hex'), 32), Buffer.from(hash, 'hex'));
}

async function readOr<T>(file: string, parse: (text: string) => T, missing: T): Promise<T> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return missing;
    throw error;
  }
}

/** First serial under which nobody has this number yet. Errors when all 500 of a birthday are used up. */
function freshIdNumber(of: { birthDate: string; gender: 'male' | 'female' }, taken: ReadonlySet<string>): string {
  for (let serial = 0; serial < 500; serial += 1) {
    const idNumber = makeIdNumber({ ...of, serial });
    if (!taken.has(idNumber)) return idNumber;
  }
  throw new Error(`No ID number is left for ${of.birthDate}`);
}

function identityOf(registration: Registration, all: readonly SandboxIdentity[]): SandboxIdentity {
  const sub = `sandbox-${registration.kind}-${randomUUID()}`;
  const { account, name } = registration;
  if (registration.kind === 'unit') {
    const serial = FIRST_REGISTERED_SERIAL + all.filter((known) => known.kind === 'unit').length;
    const { legalRepresentative } = registration;
    return { kind: 'unit', sub, account, name, uscc: makeUscc({ serial }), legalRepresentative };
  }
  const persons = all.filter((known) => known.kind === 'person');
  const { birthDate, gender } = registration;
  return {
    kind: 'person',
    sub,
    account,
    name,
    idType: '111',
    idNumber: freshIdNumber({ birthDate, gender }, new Set(persons.map((person) => person.idNumber))),
    mobile: `1001${String(persons.length).padStart(7, '0')}`,
    gender,
    birthDate,
  };
}

/**
 * Accounts from `accountsFile` (the built-in ones where there is no such file; read anew each time, so that the file
 * may be written later) and those registered here, kept in `registered-accounts.json` under `dataDir`.
 */
export function openAccountStore({ dataDir, accountsFile }: { dataDir: string; accountsFile?: string }): AccountStore {
  const registeredFile = join(dataDir, 'registered-accounts.json');
  let lastWrite: Promise<unknown> = Promise.resolve();

  const demo = async () =>
    accountsFile === undefined ? sandboxAccounts() : readOr(accountsFile, parseSandboxAccounts, sandboxAccounts());
  const registered = () => readOr(registeredFile, (text) => JSON.parse(text) as RegisteredAccount[], []);

  async function find(sub: string) {
    const all: SandboxIdentity[] = [...(await demo()), ...(await registered())];
    return all.find((account) => account.sub === sub);
  }

  async function check(account: string, password: string) {
    const offered = (await demo()).find((known) => known.account === account);
    if (offered) return offered.password === password ? offered : undefined;
    const own = (await registered()).find((known) => known.account === account);
    return own && matches(password, own.passwordHash) ? own : undefined;
  }

  async function add(registration: Registration): Promise<SandboxIdentity | 'taken'> {
    const [offered, own] = [await demo(), await registered()];
    const all: SandboxIdentity[] = [...offered, ...own];
    if (all.some((known) => known.account === registration.account)) return 'taken';
    const identity = identityOf(registration, all);
    const next = [...own, { ...identity, passwordHash: hashOf(registration.password) }];
    await writeFile(`${registeredFile}.new`, JSON.stringify(next, null, 2), { mode: 0o600 });
    await rename(`${registeredFile}.new`, registeredFile);
    return identity;
  }

  /** One after the other: two registrations at once must not overwrite each other. */
  function register(registration: Registration) {
    const written = lastWrite.then(() => add(registration));
    lastWrite = written.catch(() => undefined);
    return written;
  }

  return { demo, find, check, register };
}
