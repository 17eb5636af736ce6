import type { z } from 'zod';
import { findNearestName } from '../retrieval/nearest-name.js';
import { options, slices, type OptionDescription } from './config-slices.js';

export type Configuration = { readonly [Room in keyof typeof slices]: Readonly<z.infer<(typeof slices)[Room]>> };

export interface ResolvedOption extends OptionDescription {
  value: unknown;
  /** `default`, `environment IPRADAR_PORT` or `flag --port`. */
  origin: string;
}

export interface ResolvedConfiguration {
  configuration: Configuration;
  resolved: readonly ResolvedOption[];
  /** Variables named IPRADAR_... that no option has. */
  unknownVariables: readonly { name: string; nearest?: string }[];
}

export interface ConfigurationSources {
  environment: Readonly<Record<string, string | undefined>>;
  /** Values of command-line flags by flag name, e.g. `--port`. */
  flags: Readonly<Record<string, string | undefined>>;
}

/** The environment or flags are wrong; the message lists every problem. */
export class ConfigurationError extends Error {}

/** Read by tests, npm scripts and docker-compose.yml, not by the product. */
const foreignVariables = new Set([
  'IPRADAR_SAMPLES',
  'IPRADAR_SERVERS',
  'IPRADAR_COMPOSE',
  'IPRADAR_TEST_SCRATCH',
  'IPRADAR_TEST_PORT',
  'IPRADAR_DIFFERENTIAL_QUERIES',
  'IPRADAR_DIFFERENTIAL_SEED',
  'IPRADAR_PACKAGES',
]);

/**
 * Reads flags, then the environment, then defaults; once per program. The result is frozen.
 * @throws ConfigurationError with all problems in one message.
 */
export function resolveConfiguration({ environment, flags }: ConfigurationSources): ResolvedConfiguration {
  const given = options.map((option) => ({ option, ...findValue(option, environment, flags) }));
  const problems: string[] = [];
  const rooms = Object.entries(slices).map(([room, slice]) => {
    const mine = given.filter(({ option }) => option.room === room);
    const raw = Object.fromEntries(mine.map(({ option, text }) => [option.member, text]));
    const parsed = slice.safeParse(raw);
    if (parsed.success) return [room, Object.freeze(parsed.data)];
    for (const issue of parsed.error.issues) {
      const wrong = mine.find(({ option }) => option.member === issue.path[0]);
      if (wrong) problems.push(describeProblem(wrong, issue.message));
    }
    return [room, undefined];
  });
  if (problems.length > 0) throw new ConfigurationError(`the configuration is wrong:\n  ${problems.join('\n  ')}`);
  // Each room was parsed by its own slice just above.
  const configuration = Object.freeze(Object.fromEntries(rooms)) as Configuration;
  return {
    configuration,
    resolved: given.map(({ option, origin }) => ({
      ...option,
      origin,
      value: (configuration[option.room] as Record<string, unknown>)[option.member],
    })),
    unknownVariables: findUnknownVariables(environment),
  };
}

interface Given {
  text?: string;
  origin: string;
}

function findValue(
  option: OptionDescription,
  environment: ConfigurationSources['environment'],
  flags: ConfigurationSources['flags'],
): Given {
  const fromFlag = option.flag === undefined ? undefined : flags[option.flag];
  if (fromFlag !== undefined) return { text: fromFlag, origin: `flag ${option.flag}` };
  const fromEnvironment = environment[option.env];
  // An empty variable counts as unset, as in compose files that pass `${NAME:-}`.
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    return { text: fromEnvironment, origin: `environment ${option.env}` };
  }
  return { origin: 'default' };
}

function describeProblem(wrong: Given & { option: OptionDescription }, message: string): string {
  const { description, default: usual } = wrong.option;
  return `${nameOf(wrong)} is \`${showGiven(wrong)}\`: ${message.toLowerCase()} (${description}; default \`${String(usual)}\`)`;
}

const nameOf = ({ origin }: Given): string => `\`${origin.replace(/^(flag|environment) /, '')}\``;
const showGiven = ({ option, text }: Given & { option: OptionDescription }): string =>
  option.isSecret ? '********' : (text ?? '');

function findUnknownVariables(
  environment: ConfigurationSources['environment'],
): ResolvedConfiguration['unknownVariables'] {
  const known = options.map(({ env }) => env);
  return Object.keys(environment)
    .filter((name) => name.startsWith('IPRADAR_') && !known.includes(name) && !foreignVariables.has(name))
    .map((name) => ({ name, nearest: findNearestName(name, known) }));
}
