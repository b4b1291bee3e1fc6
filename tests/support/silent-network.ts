import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { atEnd } from './at-end.ts';

export interface SilentNetwork {
  /** The address of the server, through this network. */
  url: string;
  /** From now on nothing is forwarded, and no connection is closed. */
  cut(): void;
  /** New connections are forwarded again. Those from before stay silent. */
  heal(): void;
}

/** A network in front of a server that can drop everything in silence, as a firewall or a lost route does. */
export async function silentNetwork(serverUrl: string): Promise<SilentNetwork> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((near) => {
    sockets.add(near.on('error', () => {}));
    if (isCut) return;
    const far = connect(Number(target.port), target.hostname).on('error', () => {});
    sockets.add(far);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  atEnd.push(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    heal() {
      isCut = false;
    },
  };
}
