import { Redis } from 'ioredis';
import { describeOnServer, ownPrefix } from '../../fixtures/servers.js';
import { describeQueueContract } from '../contract/contract.js';
import { lockMilliseconds } from '../contract/subject.js';
import type { Queue } from '../queue.js';
import { openBullQueue } from './open.js';

describeOnServer('redis', 'a real Redis', (url) => {
  describeQueueContract('BullMQ', async () => {
    const prefix = `{${ownPrefix()}}`;
    const opened: Queue[] = [];
    return {
      open({ clock = Date.now } = {}) {
        const queue = openBullQueue({ url: url(), clock, prefix, lockMilliseconds });
        opened.push(queue);
        return queue;
      },
      async remove() {
        await Promise.all(opened.map((queue) => queue.close()));
        const redis = new Redis(url());
        const keys = await redis.keys(`${prefix}:*`);
        if (keys.length > 0) await redis.del(...keys);
        redis.disconnect();
      },
    };
  });
});
