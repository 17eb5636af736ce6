import { type Disk, disk, replaceDisk } from '../disk.js';

export type Operation = keyof Disk;

/** Runs `act` with a disk that calls `before` ahead of each operation that changes something, and `reading`; what they throw is what the operation throws. */
export async function withWatchedDisk(
  watch: {
    before?(operation: Operation, path: string): void;
    after?(operation: Operation, path: string): void;
    /** Ahead of each read. */
    reading?(path: string): void;
  },
  act: () => Promise<void>,
): Promise<void> {
  const real = disk;
  const paths = new Map<number, string>();
  const run = <T>(operation: Operation, path: string, perform: () => T): T => {
    watch.before?.(operation, path);
    const result = perform();
    watch.after?.(operation, path);
    return result;
  };
  const named = (descriptor: number): string => paths.get(descriptor) ?? '';
  const opened = (operation: Operation, path: string): number => {
    const descriptor = run(operation, path, () => real[operation as 'create' | 'open'](path));
    paths.set(descriptor, path);
    return descriptor;
  };
  const watched: Disk = {
    create: (path) => opened('create', path),
    open: (path) => opened('open', path),
    openToRead(path) {
      const descriptor = real.openToRead(path);
      paths.set(descriptor, path);
      return descriptor;
    },
    read(descriptor, bytes, start, position) {
      watch.reading?.(named(descriptor));
      return real.read(descriptor, bytes, start, position);
    },
    write: (descriptor, bytes, start, end, position) =>
      run('write', named(descriptor), () => real.write(descriptor, bytes, start, end, position)),
    truncate: (descriptor, length) => run('truncate', named(descriptor), () => real.truncate(descriptor, length)),
    sync: (descriptor) => run('sync', named(descriptor), () => real.sync(descriptor)),
    async syncBeside(descriptor) {
      watch.before?.('syncBeside', named(descriptor));
      // At once, so that the order of operations is the same in each run.
      real.sync(descriptor);
      watch.after?.('syncBeside', named(descriptor));
      return Promise.resolve();
    },
    close(descriptor) {
      paths.delete(descriptor);
      real.close(descriptor);
    },
    syncFolder: (path) => run('syncFolder', path, () => real.syncFolder(path)),
    rename: (from, to) => run('rename', to, () => real.rename(from, to)),
    makeFolder: (path) => run('makeFolder', path, () => real.makeFolder(path)),
    link: (from, to) => run('link', to, () => real.link(from, to)),
    remove: (path) => run('remove', path, () => real.remove(path)),
  };
  replaceDisk(watched);
  try {
    await act();
  } finally {
    replaceDisk(real);
  }
}
