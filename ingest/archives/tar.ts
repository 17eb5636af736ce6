import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { ArchiveError, findUnsafeName, messageOf, problemOf, type ArchiveItem } from './archive-entry.js';

/** Entries of a tar stream, in order. Each must be read before the next is asked for; what is left unread is passed over. */
export async function* readTar(input: AsyncIterable<Buffer>): AsyncGenerator<ArchiveItem> {
  const parser = extract();
  const source = Readable.from(input);
  let failure: unknown;
  source.on('error', (error) => {
    failure = error;
    parser.destroy(error);
  });
  source.pipe(parser);
  let current = '';
  try {
    for await (const entry of parser) {
      const { name, type, size } = entry.header;
      current = name;
      const unsafe = findUnsafeName(name);
      if (type !== 'file' && type !== 'contiguous-file') {
        entry.resume();
        const isLink = type === 'symlink' || type === 'link';
        if (type !== 'directory')
          yield problemOf(
            name,
            new ArchiveError('unsafe-name', isLink ? 'a link, links are not followed' : `a ${type}`),
          );
      } else if (unsafe !== undefined) {
        entry.resume();
        yield problemOf(name, new ArchiveError('unsafe-name', unsafe));
      } else {
        const path = name.replace(/^\.\//, '');
        yield { kind: 'entry', path, ...(size === undefined ? {} : { size }), stream: entry as AsyncIterable<Buffer> };
        entry.resume();
      }
    }
  } catch (error) {
    const message = messageOf(error);
    const isShort = /end of data/i.test(message);
    yield problemOf(
      current,
      failure ?? new ArchiveError(isShort ? 'truncated-archive' : 'damaged-archive', message.toLowerCase()),
    );
  } finally {
    source.destroy();
    parser.destroy();
  }
}
