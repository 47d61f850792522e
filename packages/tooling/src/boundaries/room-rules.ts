import ts from 'typescript';
import { lineOf, visit } from './find-imports.ts';
import type { Place } from './locate.ts';
import type { Repository } from './repository.ts';
import type { Violation } from './violation.ts';

const MAX_LINES = 400;
const NAMELESS = /(^|\/)(utils?|helpers?|misc)(\/|\.tsx?$)/;
const SUPPRESSION = /@ts-(ignore|nocheck|expect-error)/;

/** What may stand in a file, whatever it imports. */
export function roomViolations(repository: Repository, place: Place, source: ts.SourceFile): Violation[] {
  const found: Violation[] = [];
  const complain = (line: number, message: string, rule: Violation['rule'] = 'room') =>
    found.push({ rule, path: place.path, line, message });
  checkName(repository, place, complain);
  const lines = source.text.split('\n');
  if (lines.length > MAX_LINES + 1) complain(1, `has ${lines.length} lines, more than ${MAX_LINES}`);
  lines.forEach((line, index) => {
    const [suppression] = SUPPRESSION.exec(line) ?? [];
    // a test may prove that something does not compile
    const isProof = suppression === '@ts-expect-error' && place.isTest;
    if (suppression && !isProof && isComment(line)) complain(index + 1, `silences the type checker: ${suppression}`);
  });
  visit(source, (node) => {
    const complaint = nodeComplaint(place, node);
    if (complaint) complain(lineOf(source, node), complaint);
    if (ts.isStringLiteralLike(node) && namesSeries(repository, place, node.text)) {
      complain(lineOf(source, node), `names the series ${node.text}`, 'series');
    }
  });
  return found;
}

function checkName(repository: Repository, place: Place, complain: (line: number, message: string) => void): void {
  if (NAMELESS.test(place.path)) complain(1, 'is named after nothing in particular');
  // the name of a route's parameter is an identifier of its module
  if (/[A-Z]/.test(place.path.replace(/\$\w+/g, ''))) complain(1, 'is not named in kebab-case');
  const isEntry = repository.packages.some(({ folder, exports }) =>
    Object.values(exports).some((entry) => `${folder}/${entry.replace('./', '')}` === place.path),
  );
  if (/\/index\.ts$/.test(place.path) && !isEntry) complain(1, 'is a barrel that no package exports');
}

function nodeComplaint(place: Place, node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'says any';
  if (ts.isClassDeclaration(node) && /(Service|Manager)$/.test(node.name?.text ?? '')) {
    return `is called ${node.name?.text}, which says nothing`;
  }
  if (!place.isTest || !ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [object, member] = [node.expression.text, node.name.text];
  if (/^(test|it|describe)$/.test(object) && /^(skip|only|todo|fails|fixme)$/.test(member))
    return `${object}.${member}`;
  return object === 'vi' && /^(mock|doMock)$/.test(member) ? 'mocks a module' : undefined;
}

/** The state's own list of title series is data: a series is matched with it by its label, and nothing depends on which. */
const NATIONAL_LIST = 'apps/core/src/catalog/reference/';

function namesSeries(repository: Repository, place: Place, text: string): boolean {
  const isBound = place.path.startsWith('apps/core/') || place.path.startsWith('apps/portal/');
  if (place.path.startsWith(NATIONAL_LIST)) return false;
  return isBound && !place.isTest && repository.seriesNames.includes(text);
}

function isComment(line: string): boolean {
  return /\/\/|\/\*|^\s*\*/.test(line);
}
