/** Paths of all leaves of a JSON value: `publications[].text`. An empty or null container is named by itself. */
export function listMembers(value: unknown, path = ''): string[] {
  const below = Array.isArray(value)
    ? value.flatMap((each) => listMembers(each, `${path}[]`))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => listMembers(each, path === '' ? key : `${path}.${key}`))
      : [];
  return below.length > 0 ? below : path === '' ? [] : [path];
}
