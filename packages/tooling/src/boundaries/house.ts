/** The house's plan as tables: who may import whom. The numbers are those of the architecture page. */

/** Rule 0: they import nothing. */
export const LAYER_ZERO = ['@zhicheng/series-kit', '@zhicheng/workflow'];

/** Rule 1: beyond layer 0. */
export const PACKAGE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  '@zhicheng/jobs': ['@zhicheng/database'],
};

/** Rule 1: each engine has one importer; a value is the start of the paths that may import it. */
export const ENGINE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  docx: ['packages/documents/'],
  '@cantoo/pdf-lib': ['packages/documents/'],
  '@pdf-lib/fontkit': ['packages/documents/'],
  'subset-font': ['packages/documents/'],
  fflate: ['packages/documents/'],
  exceljs: ['packages/spreadsheets/'],
  sharp: ['packages/storage/'],
  aws4fetch: ['packages/storage/'],
  ioredis: ['packages/kv/'],
  'graphile-worker': ['packages/jobs/'],
  knex: ['packages/database/'],
  objection: ['packages/database/'],
  pg: ['packages/database/'],
  lucia: ['apps/core/src/identity/sessions.ts'],
  'openid-client': ['apps/core/src/identity/'],
  '@node-rs/argon2': ['apps/core/src/identity/'],
  'oidc-provider': ['apps/sandbox-sso/'],
  hono: ['apps/portal/'],
  '@hono/node-server': ['apps/portal/'],
  '@playwright/test': ['e2e/'],
  typescript: ['packages/tooling/'],
};

/** Rule 3: a noun imports only those before it. */
export const NOUNS = [
  'ledger',
  'catalog',
  'files',
  'drafts',
  'notifications',
  'tasks',
  'identity',
  'organisations',
  'post-quotas',
  'integrity',
  'audit-path',
  'library',
  'plans',
  'declarations',
  'document-orders',
  'committees',
  'certificates',
];

/** Rule 3: where core is put together, and the nouns are named. */
export const CORE_COMPOSITION = [
  'main.ts',
  'router.ts',
  'worker.ts',
  'nouns.ts',
  'index.ts',
  'forms.ts',
  'testing.ts',
  'invariants.ts',
].map((name) => `src/${name}`);

/** Rule 5: core's forms as fields, which pages may import; and what they are made of. */
export const FORMS_ENTRY = 'apps/core/src/forms.ts';
export const FORM_ROOMS = /-fields\.ts$/;

/** Rule 3: another noun is reached by its use cases and queries; these rooms are closed to it. */
export const CLOSED_ROOMS = ['model.ts', 'router.ts'];

/** Rule 4: besides tests. */
export const REGISTRY_READERS = ['apps/portal/server/', 'apps/portal/app/series.ts', 'apps/demo/'];

/** Rule 2: where a series keeps its own controls; the list of them all; and who reads that list. */
export const WIDGETS = /^src\/ui[./]/;
export const WIDGET_REGISTRY = 'plugins/ui.ts';
export const WIDGET_READER = 'apps/portal/app/series.ts';

/** Rule 5: what runs in the browser as well. */
export const ISOMORPHIC = ['@zhicheng/series-kit', '@zhicheng/workflow', '@zhicheng/profiles', '@zhicheng/plugins'];

/** Who may import an app as a value, besides the app itself. */
export const APP_IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  '@zhicheng/core': ['apps/portal/server/', 'apps/demo/'],
  '@zhicheng/demo': ['e2e/'],
  '@zhicheng/sandbox-sso': ['apps/demo/', 'apps/portal/server/'],
  '@zhicheng/portal': [],
};
