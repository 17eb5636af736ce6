/**
 * Who asks. An abort signal goes with each question from the request through the services to the engine and ends when its client has gone; the client's
 * name goes the same way, so that what waits for cores waits in a fair line (fair-line.ts). It never changes an answer.
 */
const clients = new WeakMap<AbortSignal, string>();

/** From now on the signal speaks for this client: an address, the name of a key. */
export function nameClient(signal: AbortSignal, client: string): void {
  clients.set(signal, client);
}

/** The client that a signal speaks for; all that have no name are one client, the process itself. */
export function clientOf(signal: AbortSignal | undefined): string {
  return (signal && clients.get(signal)) ?? '';
}
