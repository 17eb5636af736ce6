import { backupFolder } from '../../engine/embedded/backup/backup.js';
import { restoreFolder } from '../../engine/embedded/backup/restore.js';
import { repairFolder } from '../../engine/embedded/repair.js';
import { EngineError } from '../../engine/engine.js';
import { openMaintenance } from '../engine-maintenance.js';
import { configure, type GlobalFlags } from '../global-flags.js';
import { runMaintenance } from '../maintenance-run.js';
import { requireEmbedded } from '../open-engine.js';

interface MaintainFlags {
  json?: boolean;
}

const number = (count: number): string => count.toLocaleString('en');
const sum = (records: Record<string, number>): number => Object.values(records).reduce((all, each) => all + each, 0);
const tell = ({ json }: MaintainFlags, answer: Record<string, unknown>, text: string): string =>
  json ? JSON.stringify(answer) : text;

function embeddedFolder(globals: GlobalFlags, command: string): string {
  const { configuration } = configure(globals);
  requireEmbedded(configuration, command);
  return configuration.data.folder;
}

/** `ipradar reindex`: the index anew from the stored records; searches go on in the old one meanwhile. */
export async function runReindex(globals: GlobalFlags, flags: MaintainFlags): Promise<number> {
  const { configuration } = configure(globals);
  const where = configuration.engine.kind === 'embedded' ? configuration.data.folder : configuration.engine.indexPrefix;
  const { maintenance, close } = await openMaintenance(configuration);
  try {
    return await runMaintenance('reindex', async (run) => {
      if (!('act' in maintenance.refresh)) throw new EngineError('rejected', maintenance.refresh.lacking);
      const total = await maintenance.refresh.act(run);
      const place = configuration.engine.kind === 'embedded' ? { folder: where } : { prefix: where };
      return tell(flags, { ...place, records: total }, `${number(total)} records indexed anew in ${where}`);
    });
  } finally {
    await close();
  }
}

/** `ipradar repair`: damaged parts of the index anew from the stored records. */
export function runRepair(globals: GlobalFlags, flags: MaintainFlags): Promise<number> {
  const directory = embeddedFolder(globals, 'repair');
  return runMaintenance('repair', async ({ progress, signal }) => {
    const { findings, segments } = await repairFolder({ directory, progress, signal });
    const lines = findings.map(({ path, what }) => `\`${path}\` ${what}`);
    return tell(
      flags,
      { folder: directory, findings, segments },
      segments.length === 0
        ? `nothing of the index in ${directory} is damaged`
        : [...lines, `${segments.length} of the index's segments built anew from the stored records`].join('\n'),
    );
  });
}

/** `ipradar backup DIR`: one committed state of the data folder, while others read and write it. */
export function runBackup(globals: GlobalFlags, target: string, flags: MaintainFlags): Promise<number> {
  const directory = embeddedFolder(globals, 'backup');
  return runMaintenance('backup', async ({ progress, signal }) => {
    const { records, files, generation } = await backupFolder({ directory, target, progress, signal });
    const bytes = files.reduce((all, { size }) => all + size, 0);
    return tell(
      flags,
      { folder: directory, backup: target, generation, records, files: files.length, bytes },
      `${number(sum(records))} records in ${files.length} files (${(bytes / 1e6).toFixed(1)} MB) backed up to ${target}; \`ipradar restore ${target} --data NEW\` brings them back`,
    );
  });
}

/** `ipradar restore DIR --data NEW`: a backup into a new data folder, every byte checked. */
export function runRestore(globals: GlobalFlags, source: string, flags: MaintainFlags): Promise<number> {
  const directory = embeddedFolder(globals, 'restore');
  return runMaintenance('restore', async ({ progress, signal }) => {
    const { records, files } = await restoreFolder({ source, directory, progress, signal });
    return tell(
      flags,
      { folder: directory, backup: source, records, files: files.length },
      `${number(sum(records))} records restored to ${directory}; every byte is what was backed up`,
    );
  });
}
