/** Removes the indexes of a node that match, names or patterns separated by commas: what a bench, a fault or a test made. */
export async function removeIndexes(node: string, pattern: string): Promise<void> {
  const listed = await fetch(`${node}/_cat/indices/${pattern}?h=index`);
  for (const index of (await listed.text()).split('\n').filter(Boolean))
    await fetch(`${node}/${index}`, { method: 'DELETE' });
}
