import fc from 'fast-check'
import { test } from '@japa/runner'
import { submittedFields } from '#web/forms/submitted_fields'

test.group('Kept input of a refused form', () => {
  test('contains only text typed into known fields', ({ assert }) => {
    const form = {
      title: 'Water the plants',
      assigned_to: ['', '3'],
      team: null,
      password: 'secret',
      new_password: 'secret',
      _csrf: 'token',
      [`${'x'.repeat(500)}`]: 'y',
      nested: { deep: 'z' },
    }
    assert.deepEqual(Object.keys(submittedFields(form)), ['title', 'assigned_to', 'team'])
  })

  test('holds the longest possible description, in any script', ({ assert }) => {
    const form = { title: '𝕏'.repeat(200), description: '𝕏'.repeat(50_000) }
    assert.deepEqual(submittedFields(form), form)
  })

  test('is bounded for any input', ({ assert }) => {
    fc.assert(
      fc.property(fc.object({ withBigInt: true }), fc.nat(2000), (form, repeats) => {
        const large = { ...form, title: 'long '.repeat(repeats * 100) }
        const kept = JSON.stringify(submittedFields(large))
        assert.isAtMost(Buffer.byteLength(kept), 256 * 1024)
      })
    )
  })
})
