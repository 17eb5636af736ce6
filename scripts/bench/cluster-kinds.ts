export interface ClusterKind {
  name: string;
  path: string;
  /** Pages that are walked by cursor first; the next one is timed. */
  pagesBefore?: number;
}

/** Kinds of query that both engines are asked through the API. */
export const clusterKinds: readonly ClusterKind[] = [
  { name: 'text', path: search({ q: 'battery' }) },
  { name: 'two words', path: search({ q: 'battery AND electrode' }) },
  { name: 'phrase', path: search({ q: '"lithium battery"' }) },
  { name: 'Chinese phrase', path: search({ q: '电池' }) },
  { name: 'proximity', path: search({ q: 'TAC=(battery NEAR5 electrode)' }) },
  { name: 'class and dates', path: search({ q: 'IPC=H01M AND PD=[20100101 TO 20151231]', sort: '-PD' }) },
  {
    name: 'as of, 4 facets',
    path: search({ q: 'battery AND ST=in-force', asOf: '2014-12-31', facets: 'AP:10,IPC:subclass,PD:year,ST' }),
  },
  { name: 'matrix', path: search({ q: 'IPC=H01M', limit: '0', facets: 'PD:year>IPC:subclass' }) },
  { name: 'deep page', path: search({ q: 'device OR method', sort: 'PD', offset: '5000' }) },
  { name: 'by application', path: search({ q: 'device OR method', sort: 'PD', collapse: 'AN' }) },
  {
    name: 'deep cursor',
    path: search({ q: 'device OR method', sort: 'PD', limit: '50', cursor: '*' }),
    pagesBefore: 10,
  },
  { name: 'exact total', path: search({ q: 'device OR method OR 方法', limit: '0' }) },
  { name: 'number', path: search({ q: 'PN=US7149559B2' }) },
];

function search(parameters: Record<string, string>): string {
  return `/v1/search?${new URLSearchParams({ limit: '20', ...parameters })}`;
}
