import { connect } from 'node:net';
import pino from 'pino';
import { openEmbeddedEngine } from '../engine/embedded/open.js';
import { createServices } from '../retrieval/services.js';
import { createApp } from './app.js';
import { apiSettings } from './config.js';
import { listen } from './listen.js';

/** A server whose list of ids never ends, so that nothing but the client ends it; all else is real. */
async function openEndless() {
  let taken = 0;
  let end: (reason: string) => void;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const engine = openEmbeddedEngine({ directory: '/nonexistent-ipradar-data', workers: 0 });
  const settings = { ...apiSettings.parse({}), maxConcurrentSearches: 1 };
  const clock = { today: () => '2024-06-30', milliseconds: () => performance.now() };
  const services = createServices(engine, clock, settings);
  const search = {
    ...services.search,
    async *ids() {
      try {
        for (;;) {
          // A reader of segments takes turns with others too.
          if (taken % 1000 === 0) await new Promise(setImmediate);
          yield `US-${taken++}-B2`;
        }
      } finally {
        end('ended');
      }
    },
  };
  const app = createApp({
    services: { ...services, search },
    settings,
    logger: pino({ level: 'silent' }),
    clock,
    version: '0.0.0',
  });
  const listening = await listen(app, '127.0.0.1', 0);
  return {
    url: listening.url,
    taken: () => taken,
    ended,
    close: async () => {
      await listening.close(0);
      await engine.close();
    },
  };
}

it('a stream of ids goes at the pace of its client and ends when the client goes; its place is free again then', async () => {
  const { url, taken, ended, close } = await openEndless();
  const client = connect(Number(new URL(url).port), '127.0.0.1');
  client.write('GET /v1/search/ids?q=* HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve) => client.once('readable', resolve));
  // The client reads no more. Once all buffers are full, nothing more is taken, however often others are answered.
  let quiet = 0;
  for (let before = taken(); quiet < 30; before = taken()) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    quiet = taken() === before ? quiet + 1 : 0;
  }
  // Socket buffers hold some megabytes; a list without end would be gigabytes by now.
  expect(taken()).toBeLessThan(1_000_000);
  expect((await fetch(`${url}/v1/search?q=*`)).status).toBe(429);
  client.destroy();
  expect(await ended).toBe('ended');
  while ((await fetch(`${url}/v1/search?q=*`)).status === 429);
  await close();
});
