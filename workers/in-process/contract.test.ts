import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeQueueContract } from '../contract/contract.js';
import { lockMilliseconds } from '../contract/subject.js';
import type { Queue } from '../queue.js';
import { openInProcessQueue } from './open.js';

describeQueueContract('SQLite on this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ipradar-queue-'));
  const opened: Queue[] = [];
  return {
    open({ clock = Date.now } = {}) {
      const queue = openInProcessQueue({ file: join(folder, 'jobs.sqlite'), clock, lockMilliseconds });
      opened.push(queue);
      return queue;
    },
    async remove() {
      await Promise.all(opened.map((queue) => queue.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
