import { embeddedSchema } from '../../mappings/embedded.js';
import { EngineError } from '../engine.js';

/** Whether segments of a committed state can be read: a store has no layout before its first commit. */
export function isReadable({ generation, schema }: { generation: number; schema: string }): boolean {
  return generation === 0 || schema === embeddedSchema;
}

/** @throws EngineError `not-ready` with the command that mends it, when the index in the folder has another layout than this program reads */
export function assertReadable(state: { generation: number; schema: string }, folder: string): void {
  if (isReadable(state)) return;
  throw new EngineError(
    'not-ready',
    `the index in \`${folder}\` was built by another version of ipradar: \`ipradar reindex\` builds it anew from the stored records`,
  );
}
