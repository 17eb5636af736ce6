import type { RightType } from '../../../domain/record-base.js';
import { type Json, recordMappings, recordSettings } from '../../../mappings/elasticsearch.js';
import { type Cluster, patience } from '../cluster.js';
import { aliasOf, buildIndexName, possibleIndexes } from '../index-names.js';

const rawMappings: Json = {
  dynamic: 'strict',
  properties: { from: { type: 'long' }, bytes: { type: 'binary' } },
};

/** The indexes of one generation, made when their first record comes. */
export class RecordIndexes {
  private readonly known = new Set<string>();

  constructor(
    private readonly cluster: Cluster,
    private readonly prefix: string,
    readonly generation: number,
    private readonly shards: number,
    /** Whether the aliases point here. */
    private readonly inService = true,
  ) {}

  get raw(): string {
    return buildIndexName({ kind: 'raw', prefix: this.prefix });
  }

  nameOf(type: RightType): string {
    return buildIndexName({ kind: 'records', prefix: this.prefix, type, generation: this.generation });
  }

  /** Name of the index of a right type, which is there afterwards. */
  async ofType(type: RightType): Promise<string> {
    const name = this.nameOf(type);
    await this.create(name, () => ({
      settings: recordSettings(this.shards),
      mappings: recordMappings(),
      aliases: this.inService ? { [aliasOf(this.prefix, type)]: {} } : {},
    }));
    return name;
  }

  async ofRaw(): Promise<string> {
    await this.create(this.raw, () => ({
      settings: { number_of_shards: this.shards, auto_expand_replicas: '0-1', refresh_interval: '-1' },
      mappings: rawMappings,
    }));
    return this.raw;
  }

  private async create(name: string, body: () => Json): Promise<void> {
    if (this.known.has(name)) return;
    const path = `/${name}`;
    const isThere = async () => (await this.cluster.find('GET', `${path}/_settings`)) !== undefined;
    if (!(await isThere()))
      try {
        await this.cluster.call('PUT', path, body());
      } catch (error) {
        // A request that was answered too late, and sent again.
        if (!(await isThere())) throw error;
      }
    this.known.add(name);
  }

  /** Path of an API over all indexes of records. */
  path(api: string): string {
    return `/${possibleIndexes(this.prefix, this.generation).join(',')}/${api}`;
  }

  /** Makes what was written findable. */
  async refresh(): Promise<void> {
    await this.cluster.call('POST', this.path('_refresh'), undefined, { querystring: lenient, timeout: patience });
  }

  async refreshRaw(): Promise<void> {
    await this.cluster.find('POST', `/${this.raw}/_refresh`, undefined, { timeout: patience });
  }
}

/** Types without records have no index. */
export const lenient = { ignore_unavailable: true, allow_no_indices: true };
