import { EngineError } from '../engine/engine.js';
import { exitCodes } from './exit-codes.js';

/** Errors by name: importing their classes would load rooms that a failing command never needed. */
const usageErrors = new Set(['ConfigurationError', 'QueryError', 'InvalidRequest', 'ParameterErrors', 'InputError']);

/** One clear line (plus a hint) on standard error; a stack only for what nobody foresaw. Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (!(error instanceof Error)) {
    console.error(`ipradar: ${String(error)}`);
    return exitCodes.failure;
  }
  const kind = error.constructor.name;
  const isExpected = (kind !== 'Error' && !bugs.has(kind)) || isSystemError(error);
  console.error(`ipradar: ${isExpected ? describe(error) : (error.stack ?? error.message)}`);
  const { hint } = error as Error & { hint?: unknown };
  if (typeof hint === 'string') console.error(`  ${hint}`);
  if (error instanceof EngineError && error.code === 'locked') return exitCodes.locked;
  return usageErrors.has(kind) ? exitCodes.usage : exitCodes.failure;
}

const bugs = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'AssertionError']);

const isSystemError = (error: Error): error is NodeJS.ErrnoException => 'syscall' in error && 'code' in error;

const systemReasons: Readonly<Record<string, string>> = {
  EACCES: 'is not readable or writable for this user',
  EPERM: 'is not readable or writable for this user',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'cannot be written: the disk is full',
  ENOTDIR: 'is not a folder',
  ENOENT: 'does not exist',
};

function describe(error: Error): string {
  if (!isSystemError(error)) return error.message;
  const reason = systemReasons[error.code ?? ''];
  return reason && error.path ? `\`${error.path}\` ${reason} (${error.code})` : error.message;
}
