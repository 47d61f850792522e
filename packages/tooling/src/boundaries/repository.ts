import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WorkspacePackage {
  name: string;
  /** from the root, without a slash at the end */
  folder: string;
  /** './entry' -> file within the folder */
  exports: Readonly<Record<string, string>>;
}

/** All that the rules look at, so that a test can hand them a repository made of strings. */
export interface Repository {
  /** path from the root -> text, TypeScript only */
  files: ReadonlyMap<string, string>;
  packages: readonly WorkspacePackage[];
  /** codes and labels of the registered series, which core and portal never spell out */
  seriesNames: readonly string[];
}

const ROOTS = ['apps', 'packages', 'plugins', 'e2e'];
const SKIPPED = new Set(['node_modules', 'build', 'data', 'test-results', 'playwright-report', '.cache']);

export function readRepository(root: string, seriesNames: readonly string[]): Repository {
  const paths = ROOTS.flatMap((folder) => pathsUnder(root, folder));
  const sources = paths.filter((path) => /\.tsx?$/.test(path));
  return {
    files: new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')])),
    packages: paths.filter((path) => path.endsWith('/package.json')).map((path) => readPackage(root, path)),
    seriesNames,
  };
}

function pathsUnder(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? pathsUnder(root, path) : [path];
    });
}

function readPackage(root: string, path: string): WorkspacePackage {
  const content: { name: string; exports?: Record<string, string> } = JSON.parse(
    readFileSync(join(root, path), 'utf8'),
  );
  return { name: content.name, folder: path.slice(0, -'/package.json'.length), exports: content.exports ?? {} };
}
