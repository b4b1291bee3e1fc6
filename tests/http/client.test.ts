import { expect, it } from 'vitest';
import { clientOf } from '../../src/http/client.ts';

const from = (ip: string, headers = {}, header: string | null = null) => clientOf({ ip, headers }, header);

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
  ['1:2:3::192.0.2.1', '1:2:3:0::/64'],
])('the client at %s is %s', (address, client) => {
  expect(from(address)).toBe(client);
});

it('is what the header of the settings says, and the network where it says nothing', () => {
  expect(from('192.0.2.1', { 'x-client': 'partner' }, 'x-client')).toBe('x-client:partner');
  expect(from('192.0.2.1', { 'x-client': '' }, 'x-client')).toBe('192.0.2.1');
  expect(from('192.0.2.1', { 'x-client': 'partner' })).toBe('192.0.2.1');
});
