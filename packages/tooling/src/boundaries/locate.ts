import { posix } from 'node:path';
import type { Repository, WorkspacePackage } from './repository.ts';

export interface Place {
  path: string;
  /** package the file belongs to, e.g. '@zhicheng/core' */
  unit: string;
  /** path within the package's folder */
  inner: string;
  /** tests and what only tests use */
  isTest: boolean;
}

export type Target =
  | { kind: 'file'; place: Place; entry: boolean }
  | { kind: 'missing'; reason: string }
  | { kind: 'node'; name: string }
  | { kind: 'external'; name: string };

const TEST = /(\.test\.tsx?|\.testing\.tsx?|\/testing\.ts|\/testing-global\.ts|\/test-[^/]*\.ts)$|\/testing\/|^e2e\//;

export function placeOf(repository: Repository, path: string): Place {
  const owner = ownerOf(repository, path);
  const inner = owner ? path.slice(owner.folder.length + 1) : path;
  return { path, unit: owner?.name ?? '', inner, isTest: TEST.test(path) };
}

/** Where an import leads; an import that only a bundler understands (a style sheet, a query) counts as external. */
export function targetOf(repository: Repository, from: Place, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(from.path), specifier);
    if (repository.files.has(path)) return { kind: 'file', place: placeOf(repository, path), entry: false };
    const isSource = /\.tsx?$/.test(path) || !posix.extname(path);
    return isSource ? { kind: 'missing', reason: `${specifier} is no file` } : { kind: 'external', name: specifier };
  }
  if (specifier.startsWith('@zhicheng/')) return entryOf(repository, specifier);
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier };
  const [scope = '', name] = specifier.split('/');
  return { kind: 'external', name: scope.startsWith('@') ? `${scope}/${name}` : scope };
}

function entryOf(repository: Repository, specifier: string): Target {
  const [scope, name, ...rest] = specifier.split('/');
  const wanted = repository.packages.find((candidate) => candidate.name === `${scope}/${name}`);
  if (!wanted) return { kind: 'missing', reason: `there is no package ${scope}/${name}` };
  const entry = wanted.exports[rest.length > 0 ? `./${rest.join('/')}` : '.'];
  if (!entry) return { kind: 'missing', reason: `${wanted.name} does not export ./${rest.join('/')}` };
  return { kind: 'file', place: placeOf(repository, posix.join(wanted.folder, entry)), entry: true };
}

/** The innermost package: plugins is a package and holds others. */
function ownerOf(repository: Repository, path: string): WorkspacePackage | undefined {
  return repository.packages
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
}
