// The import arrows: which folder of src/ may import which. Everything may import itself and base.
// main.ts lets the first paint pass and loads studio.tsx, the composition root; nothing else imports it.
const arrows = {
  ui: ['commands', 'store', 'viewport', 'photo'],
  viewport: ['store', 'splat'],
  commands: ['engine', 'library', 'store', 'viewport', 'splat', 'photo', 'pictures'],
  store: ['library', 'protocol', 'splat', 'photo', 'pictures'],
  library: ['protocol', 'splat', 'photo'],
  engine: ['protocol'],
  protocol: ['splat', 'photo', 'pictures'],
  worker: ['pipeline', 'protocol', 'photo', 'pictures'],
  pipeline: ['diffusion', 'model', 'viewset', 'mesh', 'splat', 'gltf', 'photo', 'protocol'],
  diffusion: [],
  model: ['kernels'],
  kernels: [],
  viewset: ['kernels', 'mesh', 'splat'],
  mesh: ['splat', 'gltf'],
  splat: ['gltf'],
  gltf: [],
  photo: [],
  pictures: ['splat', 'photo'],
  base: [],
  cli: ['pipeline', 'protocol', 'splat', 'photo', 'pictures'],
  offline: [],
};

const folders = Object.keys(arrows);
const anyOf = (names) => `^src/(${names.join('|')})/`;

/** The folders that are loaded on the main thread of a page. */
const mainThread = [
  'ui',
  'viewport',
  'commands',
  'store',
  'library',
  'engine',
  'protocol',
  'splat',
  'gltf',
  'photo',
  'pictures',
  'base',
];
/** The folders that run in the worker. */
const workerThread = ['worker', 'pipeline', 'diffusion', 'model', 'kernels', 'viewset', 'mesh', 'offline'];

module.exports = {
  forbidden: [
    ...Object.entries(arrows).map(([from, to]) => ({
      name: `${from}-points-down`,
      comment: `${from} may import only: ${[...to, 'base'].join(', ')}.`,
      severity: 'error',
      from: { path: anyOf([from]), pathNot: '\\.test\\.tsx?$' },
      to: {
        path: anyOf(folders),
        pathNot: anyOf([from, ...to, 'base']),
      },
    })),
    {
      name: 'root-is-imported-by-nothing',
      severity: 'error',
      from: { pathNot: '^src/main\\.ts$' },
      to: { path: '^src/(main\\.ts|studio\\.tsx)$' },
    },
    {
      name: 'known-folders-only',
      comment: 'A new folder of src/ needs its arrows in this file.',
      severity: 'error',
      from: { path: '^src/', pathNot: [anyOf(folders), '^src/(main\\.ts|studio\\.tsx)$'] },
      to: {},
    },
    {
      name: 'pipeline-takes-only-types-from-protocol',
      severity: 'error',
      from: { path: '^src/pipeline/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/protocol/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'store-takes-only-types-from-library',
      severity: 'error',
      from: { path: '^src/store/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/library/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tensors-on-the-main-thread',
      severity: 'error',
      from: { path: ['^src/(main\\.ts|studio\\.tsx)$', anyOf(mainThread)] },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'no-page-in-the-worker',
      severity: 'error',
      from: { path: anyOf(workerThread) },
      to: { path: 'node_modules/(react|react-dom|three|@sparkjsdev|zustand|radix-ui|lucide-react)/' },
    },
    {
      name: 'node-only-on-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli/', '\\.test\\.tsx?$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'zod-by-way-of-base',
      comment: 'src/base/zod.ts sets it up for the content security policy.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/base/zod\\.ts$' },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.node.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
