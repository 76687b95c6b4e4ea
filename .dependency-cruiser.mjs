/**
 * Who may import whom (docs/architecture.md, "Folders"). The compiler's project references hold most of it already;
 * this file holds the whole of it, and says in words what a broken rule is about.
 */

const TEST = String.raw`\.test\.tsx?$`;
const NOT_PRODUCT = [TEST, '^(test|build)/'];

/** Ours: folders of the project, in contrast to packages and to the modules of Node. */
const OURS = '^(shared|electron|renderer|server|build|test)/';

/** The schemas and types of events; beside them `shared/events` holds rules (merge, settlement), which stay inside. */
const EVENT_SCHEMAS = String.raw`^shared/events/(zod|primitives|masters|keys|documents|drafts|payments|personal|prices|records|review|closes|event-types|commit|confirmation)\.ts$`;

/** Of events the wire knows the commit as bytes, its ids and its canonical form. */
const COMMIT_BYTES = String.raw`^shared/events/(zod|primitives|canonical-json|commit|sealed-body|withheld-body)\.ts$`;

/** What each layer may import of ours, beside itself. */
const LAYERS = {
  'shared/errors': { path: '^shared/errors/', may: [] },
  'shared/domain': { path: '^shared/domain/', may: ['^shared/errors/'] },
  'shared/events': { path: '^shared/events/', may: ['^shared/(domain|errors)/'] },
  'shared/contract': { path: '^shared/contract/', may: ['^shared/(domain|errors)/', EVENT_SCHEMAS] },
  'shared/einvoice': { path: '^shared/einvoice/', may: ['^shared/(domain|errors)/'] },
  'shared/journal': { path: '^shared/journal/', may: ['^shared/errors/'] },
  'shared/wire': { path: '^shared/wire/', may: ['^shared/errors/', COMMIT_BYTES] },
  electron: {
    path: '^electron/(?!books/)',
    may: ['^shared/(domain|events|contract|journal|einvoice|wire|errors)/', '^electron/(?!books/)'],
  },
  server: { path: '^server/', may: ['^shared/(journal|wire|errors)/', '^electron/journal/'] },
  'electron/books': { path: '^electron/books/', may: ['^shared/(domain|events|contract|errors)/'] },
  renderer: { path: '^renderer/', may: ['^shared/(domain|events|contract|einvoice|errors)/'] },
};

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const layerRules = Object.entries(LAYERS).map(([name, { path, may }]) => ({
  name: `layer-${name.replace('/', '-')}`,
  comment: `${name} may import only what its row of the layer table names`,
  severity: 'error',
  from: { path, pathNot: NOT_PRODUCT },
  to: { path: OURS, pathNot: [path, ...may] },
}));

/**
 * Rules about values alone: here `import type` is allowed. The parser cannot tell the two apart, so these rules are
 * for a second pass, over sources without their type imports.
 * @type {import('dependency-cruiser').IForbiddenRuleType[]}
 */
export const valueRules = [
  {
    name: 'contract-types-of-domain',
    comment: 'the contract names the types of the domain; it does not compute',
    severity: 'error',
    from: { path: '^shared/contract/', pathNot: NOT_PRODUCT },
    to: { path: '^shared/domain/' },
  },
  {
    name: 'renderer-types-of-events',
    comment: 'the page names the types of events; schemas reach it through the contract',
    severity: 'error',
    from: { path: '^renderer/', pathNot: NOT_PRODUCT },
    to: { path: '^shared/events/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
const config = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-cycle',
      comment: 'modules that need each other are one module; what both name stands in a third',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'feature-reaches-into-feature',
      comment: 'a feature of the page never reaches into another',
      severity: 'error',
      from: { path: '^renderer/src/features/([^/]+)/' },
      to: { path: '^renderer/src/features/', pathNot: '^renderer/src/features/$1/' },
    },
    {
      name: 'electron-module',
      comment: 'the module `electron` is for main.ts, program.ts, the preload scripts and the adapters',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: [
          ...NOT_PRODUCT,
          String.raw`^electron/(main|program|preload|books/preload)\.ts$`,
          '^electron/adapters/',
        ],
      },
      to: { path: ['^node_modules/electron/', '^electron$'] },
    },
    {
      name: 'dexie-module',
      comment: "the store of the books is the books' own",
      severity: 'error',
      from: { pathNot: [TEST, '^electron/books/', '^test/'] },
      to: { path: '^node_modules/dexie/' },
    },
    {
      name: 'files-of-the-journal',
      comment:
        'in the main process files are touched only by the journal, the adapters, the documents and the named files',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot: [
          ...NOT_PRODUCT,
          '^electron/(journal|adapters|documents)/',
          String.raw`^electron/(company/(company-list|draft-files|json-file|node-journal|moving/move-file|subject-keys)|hub/hub-files|mail/outbox-files|security/key-file)\.ts$`,
          String.raw`^electron/main\.ts$`,
        ],
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'no-node-outside-node',
      comment: 'shared code and pages run without Node',
      severity: 'error',
      from: { path: '^(shared|renderer|electron/books)/', pathNot: NOT_PRODUCT },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-of-shared',
      comment: 'shared code stands on decimal.js, ibantools, n2words, saxes and zod alone',
      severity: 'error',
      from: { path: '^shared/', pathNot: NOT_PRODUCT },
      to: { path: '^node_modules/', pathNot: '^node_modules/(decimal\\.js|ibantools|n2words|saxes|zod)/' },
    },
    {
      name: 'product-imports-test',
      comment: 'nothing that is shipped imports a test or a build script',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|server)/', pathNot: TEST },
      to: { path: [TEST, '^(test|build)/'] },
    },
  ],
  options: {
    parser: 'swc',
    // Types count: a layer that names another's types depends on it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};

export default config;
