/** What a record says, noted while it is written: the planted truths are counted from these. */
export interface Facts {
  id: string;
  type: 'patent' | 'design' | 'trademark' | 'geographical-indication';
  format: 'cnipa-business' | 'us-grant' | 'docdb' | 'us-trademark' | 'eambrosia';
  office: string;
  kind?: string;
  /** Code of the cluster. */
  cluster: string;
  /** ISO date. */
  published?: string;
  /** Values of the search fields TI, AP, AS, IPC, LOC, NCL. */
  titles: string[];
  applicants: string[];
  assignees: string[];
  ipc: string[];
  locarno: string[];
  nice: string[];
  /** Ids of cited documents. */
  cites: string[];
  family?: string;
  /** Invention that a patent document belongs to. */
  invention?: number;
  /** `cluster/rank` of the firms behind it. */
  firms: string[];
  /** Names by which the record calls those firms. */
  firmNames: { firm: string; name: string }[];
  status?: string;
  /** City of the first applicant, where the record prints one of Jiangsu. */
  city?: string;
}

export interface WrittenRecord {
  text: string;
  facts: Facts;
}
