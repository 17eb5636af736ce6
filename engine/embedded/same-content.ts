/**
 * Whether two values are the same JSON, whatever the order of their members: a member that is undefined is not there. For plain data; makes nothing and
 * stops at the first difference.
 * @param apart members of the outermost object that do not count
 */
export function isSameJson(a: unknown, b: unknown, apart: readonly string[] = []): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each: unknown, place) => isSameJson(each, b[place]))
    );
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]; // neither arrays nor null
  for (const name in left) if (!apart.includes(name) && !isSameJson(left[name], right[name])) return false;
  for (const name in right)
    if (right[name] !== undefined && left[name] === undefined && !apart.includes(name)) return false;
  return true;
}
