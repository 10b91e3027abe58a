import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { currentRequestId, withRequestId } from '#core/http/request_id'
import {
  afterCommit,
  beforeCommit,
  inSavepoint,
  inTransaction,
  MAX_ATTEMPTS,
  type Transaction,
} from '#core/database/transaction'
import { UserFactory } from '#database/factories/user_factory'

const rename = (trx: Transaction, { id }: User, firstName: string) =>
  User.query({ client: trx }).where('id', id).update({ firstName })

/** Appends to the first name that this transaction read. */
async function appendLetter(trx: Transaction, { id }: User, meanwhile?: () => Promise<unknown>) {
  await trx.rawQuery('set transaction isolation level repeatable read')
  const { firstName } = await User.findOrFail(id, { client: trx })
  await meanwhile?.()
  await User.query({ client: trx })
    .where('id', id)
    .update({ firstName: `${firstName}x` })
}

const nameOf = async ({ id }: User) => (await User.findOrFail(id)).firstName

test.group('Transaction', (group) => {
  let user: User
  let other: User

  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(async () => {
    ;[user, other] = await UserFactory.merge({ firstName: 'A' }).createMany(2)
  })

  test('joins a given transaction, which its opener commits', async ({ assert }) => {
    await inTransaction(undefined, async (outer) => {
      const result = await inTransaction(outer, async (trx) => {
        assert.strictEqual(trx, outer)
        await rename(trx, user, 'B')
        return 'result'
      })
      assert.equal(result, 'result')
      assert.equal(await nameOf(user), 'A')
    })
    assert.equal(await nameOf(user), 'B')
  })

  test('retries after a deadlock', async ({ assert }) => {
    let attempts = 0
    let locked = 0
    const both = new Promise<void>((resolve) => {
      const check = setInterval(() => locked >= 2 && (clearInterval(check), resolve()), 5)
    })
    const renameBoth = (first: User, second: User, name: string) =>
      inTransaction(undefined, async (trx) => {
        attempts++
        await rename(trx, first, name)
        locked++
        await both
        await rename(trx, second, name)
      })

    await Promise.all([renameBoth(user, other, 'B'), renameBoth(other, user, 'C')])
    assert.equal(attempts, 3)
    assert.equal(await nameOf(user), await nameOf(other))
    assert.include(['B', 'C'], await nameOf(user))
  })

  test('retries after a serialization failure and sees the committed data', async ({ assert }) => {
    let attempts = 0
    await inTransaction(undefined, (trx) =>
      appendLetter(trx, user, async () => {
        if (++attempts === 1) await user.merge({ firstName: 'B' }).save()
      })
    )
    assert.equal(attempts, 2)
    assert.equal(await nameOf(user), 'Bx')
  })

  test('stops after the maximum number of attempts', async ({ assert }) => {
    let attempts = 0
    const attempt = inTransaction(undefined, (trx) =>
      appendLetter(trx, user, () => user.merge({ firstName: `B${++attempts}` }).save())
    )
    await assert.rejects(() => attempt, /could not serialize access/)
    assert.equal(attempts, MAX_ATTEMPTS)
    assert.equal(await nameOf(user), `B${MAX_ATTEMPTS}`)
  })

  test('does not retry other failures: {$self}')
    .with(['select 1 / 0', "insert into users (role) values ('king')", 'nonsense'])
    .run(async ({ assert }, statement) => {
      let attempts = 0
      const attempt = inTransaction(undefined, async (trx) => {
        attempts++
        await rename(trx, user, 'B')
        await trx.rawQuery(statement)
      })
      await assert.rejects(() => attempt)
      assert.equal(attempts, 1)
      assert.equal(await nameOf(user), 'A')
    })

  test('does not retry when joined', async ({ assert }) => {
    let attempts = 0
    let outerAttempts = 0
    await inTransaction(undefined, async (outer) => {
      outerAttempts++
      await inTransaction(outer, (trx) =>
        appendLetter(trx, user, async () => {
          if (++attempts === 1) await user.merge({ firstName: 'B' }).save()
        })
      )
    })
    assert.deepEqual([attempts, outerAttempts], [2, 2])
    assert.equal(await nameOf(user), 'Bx')
  })

  test('fails if COMMIT fails', async ({ assert }) => {
    await db.rawQuery('create table deferred (id int unique deferrable initially deferred)')
    try {
      let committed = false
      const attempt = inTransaction(undefined, async (trx) => {
        afterCommit(trx, () => (committed = true))
        await trx.rawQuery('insert into deferred values (1), (1)')
      })
      await assert.rejects(() => attempt, /duplicate key/)
      assert.isFalse(committed)
    } finally {
      await db.rawQuery('drop table deferred')
    }
  })

  test('fails if the failure of a statement was ignored', async ({ assert }) => {
    const attempt = inTransaction(undefined, async (trx) => {
      await rename(trx, user, 'B')
      await trx.rawQuery('select 1 / 0').catch(() => {})
    })
    await assert.rejects(() => attempt, 'A statement of the transaction had failed')
    assert.equal(await nameOf(user), 'A')
  })

  test('returns its connection to the pool in every case', async ({ assert }) => {
    for (let index = 0; index < 30; index++) {
      await inTransaction(undefined, (trx) => trx.rawQuery('select 1 / 0')).catch(() => {})
      await inTransaction(undefined, (trx) => inSavepoint(trx, () => rename(trx, user, 'B')))
    }
    assert.equal(await nameOf(user), 'B')
  })
})

test.group('Savepoint', (group) => {
  let user: User
  let other: User

  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(async () => {
    ;[user, other] = await UserFactory.merge({ firstName: 'A' }).createMany(2)
  })

  const failing = (outer: Transaction) =>
    inSavepoint(outer, async (trx) => {
      await rename(trx, other, 'C')
      await trx.rawQuery('select 1 / 0')
    })

  test('can fail without the rest of the transaction', async ({ assert }) => {
    await inTransaction(undefined, async (outer) => {
      await rename(outer, user, 'B')
      await assert.rejects(() => failing(outer), /division by zero/)
      await inSavepoint(outer, (trx) => rename(trx, other, 'D'))
    })
    assert.equal(await nameOf(user), 'B')
    assert.equal(await nameOf(other), 'D')
  })

  test('is rolled back with the outer transaction', async ({ assert }) => {
    const attempt = inTransaction(undefined, async (outer) => {
      await inSavepoint(outer, (trx) => rename(trx, user, 'B'))
      throw new Error('rolled back')
    })
    await assert.rejects(() => attempt, 'rolled back')
    assert.equal(await nameOf(user), 'A')
  })

  test('is a transaction if none is given', async ({ assert }) => {
    await inSavepoint(undefined, (trx) => rename(trx, user, 'B'))
    assert.equal(await nameOf(user), 'B')
  })
})

test.group('Transaction callback', (group) => {
  let user: User

  group.each.setup(() => testUtils.db().truncate())
  group.each.setup(async () => {
    user = await UserFactory.merge({ firstName: 'A' }).create()
  })

  test('runs after the outermost transaction commits', async ({ assert }) => {
    const seen: string[] = []
    const note = async (what: string) => seen.push(`${what}: ${await nameOf(user)}`)

    await inTransaction(undefined, async (outer) => {
      await inSavepoint(outer, (trx) =>
        inSavepoint(trx, async (inner) => {
          await inTransaction(inner, async (joined) => {
            await rename(joined, user, 'B')
            afterCommit(joined, () => note('after'))
          })
        })
      )
      beforeCommit(outer, () => note('before'))
      await sleep(1)
      assert.isEmpty(seen)
    })
    assert.deepEqual(seen, ['before: A', 'after: B'])
  })

  test('runs in the context of its request', async ({ assert }) => {
    let requestId
    await inTransaction(undefined, async (trx) =>
      withRequestId('request', () => afterCommit(trx, () => (requestId = currentRequestId())))
    )
    assert.equal(requestId, 'request')
  })

  test('never runs after a rollback of a savepoint or the transaction', async ({ assert }) => {
    const seen: string[] = []
    const note = (trx: Transaction, what: string) => {
      beforeCommit(trx, () => seen.push(`before ${what}`))
      afterCommit(trx, () => seen.push(`after ${what}`))
    }
    await inTransaction(undefined, async (outer) => {
      await inSavepoint(outer, async (trx) => {
        note(trx, 'a failed savepoint')
        throw new Error('rolled back')
      }).catch(() => {})
      note(outer, 'the rest')
    })
    await inTransaction(undefined, async (outer) => {
      await inSavepoint(outer, async (trx) => note(trx, 'a lost savepoint'))
      throw new Error('rolled back')
    }).catch(() => {})
    assert.deepEqual(seen, ['before the rest', 'after the rest'])
  })

  test('runs once despite retries', async ({ assert }) => {
    let attempts = 0
    let runs = 0
    await inTransaction(undefined, (trx) => {
      afterCommit(trx, () => runs++)
      return appendLetter(trx, user, async () => {
        if (++attempts === 1) await user.merge({ firstName: 'B' }).save()
      })
    })
    assert.deepEqual([attempts, runs], [2, 1])
  })

  test('rolls back if it fails before the commit', async ({ assert }) => {
    const attempt = inTransaction(undefined, async (trx) => {
      beforeCommit(trx, () => Promise.reject(new Error('Redis is away')))
      await rename(trx, user, 'B')
    })
    await assert.rejects(() => attempt, 'Redis is away')
    assert.equal(await nameOf(user), 'A')
  })

  test('affects neither the commit nor other callbacks if it fails afterwards', async ({
    assert,
  }) => {
    let runs = 0
    await inTransaction(undefined, async (trx) => {
      afterCommit(trx, () => Promise.reject(new Error('Redis is away')))
      afterCommit(trx, () => runs++)
      await rename(trx, user, 'B')
    })
    assert.equal(runs, 1)
    assert.equal(await nameOf(user), 'B')
  })

  test('needs a transaction that can be awaited', async ({ assert }) => {
    const trx = await db.transaction()
    assert.throws(() => afterCommit(trx, () => {}), /not opened by inTransaction/)
    await trx.rollback()
  })
})
