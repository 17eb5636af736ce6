import { connect } from 'node:net';
import { listen, ListenError } from './listen.js';

describe('listening', () => {
  it('takes a free port for 0 and says which; a taken port is a clear error', async () => {
    const first = await listen((_request, response) => response.end('x'), '127.0.0.1', 0);
    const port = Number(new URL(first.url).port);
    expect(await (await fetch(first.url)).text()).toBe('x');
    await expect(listen(() => {}, '127.0.0.1', port)).rejects.toThrow(ListenError);
    await expect(listen(() => {}, '127.0.0.1', port)).rejects.toThrow(/in use/);
    await first.close();
  });

  it('bytes that are no HTTP and headers that are too long get a problem, not a hang-up', async () => {
    const server = await listen((_request, response) => response.end('x'), '127.0.0.1', 0);
    const port = Number(new URL(server.url).port);
    expect(await speak(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400[^]*"code":"malformed-request"/);
    const long = `GET /?q=${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`;
    expect(await speak(port, long)).toMatch(/^HTTP\/1\.1 431[^]*"hint":"send a long query by POST"/);
    await server.close();
  });
});

function speak(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}
