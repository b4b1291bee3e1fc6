import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  // NAT64 with a prefix of the local network's own.
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/**
 * Whether a numeric address is in a private network or on this machine; false for a name. An IPv6 address that leads to
 * an IPv4 address is private where that one is.
 */
export function isPrivate(address: string): boolean {
  const [bare = ''] = address.split('%');
  const family = isIP(bare);
  if (family === 4) return PRIVATE.check(bare, 'ipv4');
  if (family !== 6) return false;
  return PRIVATE.check(bare, 'ipv6') || embedded(groupsOf(bare)).some((one) => PRIVATE.check(one, 'ipv4'));
}

/** The IPv4 addresses that an IPv6 address may lead to. */
function embedded(groups: readonly number[]): string[] {
  const begins = (...start: number[]) => start.every((group, at) => groups[at] === group);
  const at = (place: number, mask = 0) => ipv4(groups[place] ?? 0, groups[place + 1] ?? 0, mask);
  const found: string[] = [];
  // IPv4-compatible, -mapped and -translated, and NAT64 with the well-known prefix.
  const isLast = [
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0xffff],
    [0, 0, 0, 0, 0xffff, 0],
    [0x64, 0xff9b, 0, 0, 0, 0],
  ];
  if (isLast.some((start) => begins(...start))) found.push(at(6));
  // 6to4.
  if (begins(0x2002)) found.push(at(1));
  // Teredo: its server, and its client with all bits inverted.
  if (begins(0x2001, 0)) found.push(at(2), at(6, 0xffff));
  // ISATAP.
  if ((groups[4] === 0 || groups[4] === 0x200) && groups[5] === 0x5efe) found.push(at(6));
  return found;
}

function ipv4(high: number, low: number, mask: number): string {
  return [high ^ mask, low ^ mask].flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes every address in hexadecimal groups.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return read(head);
  const [first, last] = [read(head), read(tail)];
  return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
}
