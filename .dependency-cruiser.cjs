/** The rooms and who may import whom (docs/architecture.md). Down only; drivers in one folder each. */
const order = [
  ['domain', 'sqlite'],
  ['mappings'],
  ['query', 'ingest'],
  ['engine', 'store'],
  ['retrieval', 'analytics', 'organizations', 'topics', 'watch', 'scores'],
  ['search-api', 'workers', 'scripts'],
];
const any = (rooms) => `^(${rooms.join('|')})/`;
const upward = order.slice(0, -1).map((rooms, level) => ({
  name: `no-upward-from-${rooms.join('-')}`,
  severity: 'error',
  from: { path: any(rooms), pathNot: '\\.test\\.ts$' },
  to: { path: any(order.slice(level + 1).flat()) },
}));
const driver = (name, packages, home) => ({
  name: `driver-${name}`,
  severity: 'error',
  from: { pathNot: [home, '\\.test\\.ts$', '^scripts/bench/'] },
  to: { path: packages.map((each) => `node_modules/${each}/`) },
});
module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'query-and-ingest-apart',
      severity: 'error',
      from: { path: '^ingest/', pathNot: '\\.test\\.ts$' },
      to: { path: '^query/' },
    },
    {
      name: 'ingest-and-query-apart',
      severity: 'error',
      from: { path: '^query/', pathNot: '\\.test\\.ts$' },
      to: { path: '^ingest/' },
    },
    {
      name: 'engines-apart',
      severity: 'error',
      from: { path: '^engine/embedded/' },
      to: { path: '^engine/elasticsearch/' },
    },
    {
      name: 'engines-apart-back',
      severity: 'error',
      from: { path: '^engine/elasticsearch/' },
      to: { path: '^engine/embedded/' },
    },
    {
      name: 'domain-imports-only-zod',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      // Tests and benches too: a binding named by hand is the wrong one on half of the Node versions.
      name: 'sqlite-binding-chosen-in-one-place',
      severity: 'error',
      from: { pathNot: '^sqlite/' },
      to: { path: '(node_modules/(@types/)?|^)better-sqlite3' },
    },
    {
      // Jobs have a file of their own in workers/in-process: they are there before the engine is, and several programs change them while one writes records.
      name: 'driver-sqlite',
      severity: 'error',
      from: {
        path: '^(domain|mappings|query|ingest|engine|store|retrieval|search-api|workers|scripts)/',
        pathNot: ['^(engine/embedded|store/sqlite|workers/in-process)/', '\\.test\\.ts$', '^scripts/bench/'],
      },
      to: { path: '^sqlite/' },
    },
    driver('redis', ['bullmq', 'ioredis'], '^workers/bullmq/'),
    driver('elasticsearch', ['@elastic/elasticsearch', '@elastic/transport'], '^engine/elasticsearch/'),
    driver('saxen', ['saxen'], '^ingest/xml/'),
    driver('archives', ['yauzl', 'tar-stream'], '^ingest/archives/'),
    driver('express', ['express', 'helmet', 'compression'], '^search-api/'),
    driver('prometheus', ['prom-client'], '^search-api/'),
    driver('natural', ['natural'], '^mappings/'),
    {
      name: 'queues-apart',
      severity: 'error',
      from: { path: '^workers/(bullmq|in-process)/(.+)' },
      to: { path: '^workers/(bullmq|in-process)/', pathNot: '^workers/$1/' },
    },
    {
      name: 'workers-apart',
      severity: 'error',
      from: { path: '^workers/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(search-api|scripts)/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$' },
      to: { path: '\\.test\\.ts$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
