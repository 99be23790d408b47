import { describe, expect, it } from 'vitest';
import { clientAddress, networkOf } from '../../src/http/client-address.ts';

describe('the address of a client', () => {
  const peer = '10.0.0.9';

  it.each([
    ['is that of the connection where no proxy is trusted', '203.0.113.1', 0, '10.0.0.9'],
    ['is what the one proxy was called by', '203.0.113.1', 1, '203.0.113.1'],
    ['is not what the client says', '1.1.1.1, 203.0.113.1', 1, '203.0.113.1'],
    ['is found behind several proxies', '1.1.1.1, 203.0.113.1, 10.0.0.2', 2, '203.0.113.1'],
    ['is the farthest there is for who comes by fewer proxies', '203.0.113.1', 3, '203.0.113.1'],
    ['is that of the connection where the header is missing', undefined, 1, '10.0.0.9'],
    ['is read without its port', '203.0.113.1:4711', 1, '203.0.113.1'],
    ['is read without brackets', '[2001:db8::1]:443', 1, '2001:db8::1'],
    ['is read from what is written badly', ' ,, 203.0.113.1 ,', 1, '203.0.113.1'],
  ])('%s', (_, forwardedFor, proxies, expected) => {
    expect(clientAddress({ peer, forwardedFor }, proxies)).toBe(expected);
  });
});

describe('a network', () => {
  it('is one IPv4 address, however it is written', () => {
    expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(networkOf('203.0.113.8')).not.toBe(networkOf('203.0.113.7'));
  });

  it('is half of an IPv6 address', () => {
    const one = networkOf('2001:db8:1:2::1');
    expect(networkOf('2001:0DB8:0001:0002:ffff:ffff:ffff:ffff')).toBe(one);
    expect(networkOf('2001:db8:1:3::1')).not.toBe(one);
    expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  });

  it.each(['unknown', '_hidden', '', '203.0.113.999', '<script>'])('is not in %j', (text) => {
    expect(networkOf(text)).toBeUndefined();
  });
});
