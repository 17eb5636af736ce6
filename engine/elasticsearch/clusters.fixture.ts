/** URLs of the clusters that tests run on, by major version; scripts/run-jest.mjs starts them and says where they are. */
export function urlsOf(major: 8 | 9, environment: NodeJS.ProcessEnv): string[] | undefined {
  const urls = environment[`IPRADAR_TEST_ELASTICSEARCH_${major}`];
  return urls === undefined || urls === '' ? undefined : urls.split(',');
}
