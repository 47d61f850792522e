/** The line is looked for, not its place: the registry is edited by hand as well. */
const LAST_IMPORT = /^(?:import .*;\n)*import .*;\n/m;
const LIST = /(registry: readonly Series\[\] = \[)([^\]]*)(\])/;

/** plugins/index.ts with one more series at the end of the registry. Throws when the file is not as it was. */
export function withSeries(text, { code, name }) {
  if (!LAST_IMPORT.test(text) || !LIST.test(text))
    throw new Error('plugins/index.ts has no registry to add a line to.');
  return text
    .replace(LAST_IMPORT, (imports) => `${imports}import { ${name} } from '@zhicheng/plugin-${code}';\n`)
    .replace(LIST, (_, start, list, end) => start + withItem(list, name) + end);
}

/** Keeps the layout: all on one line, or one to a line with a comma behind each. */
function withItem(list, name) {
  if (list.trim() === '') return name;
  const lines = /,\s*\n\s*$/.exec(list);
  if (!lines) return `${list.trimEnd()}, ${name}`;
  return `${list.trimEnd()}\n  ${name},\n`;
}

/** plugins/package.json with the dependency, in the order of the names. */
export function withDependency(text, code) {
  const content = JSON.parse(text);
  const name = `@zhicheng/plugin-${code}`;
  content.dependencies = { ...content.dependencies, [name]: 'workspace:*' };
  return `${JSON.stringify(content, null, 2)}\n`;
}
