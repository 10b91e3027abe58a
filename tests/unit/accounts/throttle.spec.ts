import { test } from '@japa/runner'
import { networkOf } from '#api/limits/throttle'

test.group('The network of an address', () => {
  test('is the address itself with IPv4, and the first half of it with IPv6')
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
