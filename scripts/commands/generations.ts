import type { Generations } from '../../engine/generations.js';
import { openConfiguredGenerations } from '../engine-maintenance.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { ConfigurationError } from '../config.js';
import { exitCodes } from '../exit-codes.js';
import { printLine } from '../print.js';
import { renderTable } from '../table.js';

interface Flags {
  json?: boolean;
}

async function withGenerations<T>(globals: GlobalFlags, act: (generations: Generations) => Promise<T>): Promise<T> {
  const { configuration } = configure(globals);
  if (configuration.engine.kind === 'embedded')
    throw new ConfigurationError(
      'the embedded engine has one generation and drops the old one by itself: `ipradar reindex` builds it anew',
    );
  const generations = await openConfiguredGenerations(configuration);
  try {
    return await act(generations);
  } finally {
    await generations.close();
  }
}

/** `ipradar generations list`: every generation with its records and what it is for. */
export function runGenerationsList(globals: GlobalFlags, flags: Flags): Promise<number> {
  return withGenerations(globals, async (generations) => {
    const all = await generations.list();
    const needsRebuild = await generations.needsRebuild();
    if (flags.json) await printLine(JSON.stringify({ generations: all, needsRebuild }));
    else {
      const rows = all.map(({ number, state, records }) => [
        String(number),
        state,
        Object.values(records)
          .reduce((sum, count) => sum + count, 0)
          .toLocaleString('en'),
      ]);
      await printLine(renderTable(['generation', 'state', 'records'], rows));
      if (needsRebuild) await printLine('built with other fields or text analysis: `ipradar reindex` builds a new one');
    }
    return exitCodes.ok;
  });
}

/** `ipradar generations roll-back`: the one that served before, in service again. */
export function runGenerationsRollBack(globals: GlobalFlags, flags: Flags): Promise<number> {
  return withGenerations(globals, async (generations) => {
    const generation = await generations.rollBack();
    await printLine(flags.json ? JSON.stringify({ generation }) : `generation ${generation} is in service again`);
    return exitCodes.ok;
  });
}

/** `ipradar generations prune`: removes what nobody needs. */
export function runGenerationsPrune(globals: GlobalFlags, flags: Flags & { withPrevious?: boolean }): Promise<number> {
  return withGenerations(globals, async (generations) => {
    const removed = await generations.prune({ withPrevious: flags.withPrevious });
    await printLine(
      flags.json
        ? JSON.stringify({ removed })
        : removed.length > 0
          ? `removed: generation ${removed.join(', ')}`
          : 'nothing to remove',
    );
    return exitCodes.ok;
  });
}
