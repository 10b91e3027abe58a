import { test } from '@japa/runner'
import { networkOf } from '#api/limits/throttle'

test.group('Throttling | network of an address', () => {
  test('is the IPv4 address itself, or the /64 prefix of an IPv6 address')
    .with([
      ['203.0.113.7', '203.0.113.7'],
      ['::ffff:203.0.113.7', '203.0.113.7'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
      ['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
      ['2001:db8::6', '2001:db8:0:0'],
      ['::1', '0:0:0:0'],
      ['fe80::1%eth0', 'fe80:0:0:0'],
    ])
    .run(({ assert }, [address, network]) => {
      assert.equal(networkOf(address), network)
    })
})
