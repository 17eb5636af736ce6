import { EngineError } from '../../engine.js';

/** Refuses a kind of node that the index does not answer yet. @throws EngineError rejected */
export function refuseKind(kind: string): never {
  throw new EngineError('rejected', `the index does not answer \`${kind}\` yet`);
}
