import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Tag from '#tasks/tags/models/tag'
import type User from '#accounts/users/models/user'
import { UserFactory } from '#database/factories/user_factory'

function makeTag(name: string, creator: User) {
  return Tag.create({ name, createdById: creator.id })
}

test.group('Creating a tag', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('trims the name', async ({ client }) => {
    const member = await UserFactory.create()
    const response = await client
      .post('/api/tags/')
      .json({ name: '  Backend ' })
      .withGuard('jwt')
      .loginAs(member)

    response.assertStatus(201)
    response.assertBodyContains({
      name: 'Backend',
      created_by: { id: member.id, username: member.username },
    })
  })

  test('is refused for a viewer', async ({ client, assert }) => {
    const viewer = await UserFactory.apply('viewer').create()
    const response = await client
      .post('/api/tags')
      .json({ name: 'backend' })
      .withGuard('jwt')
      .loginAs(viewer)

    response.assertStatus(403)
    assert.lengthOf(await Tag.all(), 0)
  })

  for (const [name, code] of [
    ['BACKEND', 'unique'],
    ['a,b', 'regex'],
    ['   ', 'min_length'],
    ['x'.repeat(51), 'max_length'],
    [7, 'string'],
    ['nul\0', 'nul_byte'],
  ] as const) {
    test(`refuses the name ${JSON.stringify(name).slice(0, 12)} as ${code}`, async ({ client }) => {
      const member = await UserFactory.create()
      await makeTag('backend', member)
      const response = await client
        .post('/api/tags')
        .json({ name })
        .withGuard('jwt')
        .loginAs(member)

      response.assertStatus(422)
      response.assertBodyContains({ errors: [{ field: 'name', code }] })
    })
  }
})

test.group('Listing tags', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is open to everybody, sorted and searchable by name', async ({ client, assert }) => {
    const [creator, viewer] = [
      await UserFactory.create(),
      await UserFactory.apply('viewer').create(),
    ]
    for (const name of ['ops', 'Backend', 'frontend']) await makeTag(name, creator)
    const names = async (query: string) => {
      const response = await client.get(`/api/tags/${query}`).withGuard('jwt').loginAs(viewer)
      response.assertStatus(200)
      return response.body().results.map((tag: any) => tag.name)
    }

    assert.deepEqual(await names(''), ['Backend', 'frontend', 'ops'])
    assert.deepEqual(await names('?search=END&ordering=-name'), ['frontend', 'Backend'])
    assert.deepEqual(await names('?ordering=created_at&page_size=1&page=3'), ['frontend'])
  })

  test('shows an unknown creator as null', async ({ client }) => {
    const user = await UserFactory.create()
    const tag = await Tag.create({ name: 'old', createdById: null })
    const response = await client.get(`/api/tags/${tag.id}`).withGuard('jwt').loginAs(user)

    response.assertStatus(200)
    response.assertBodyContains({ id: tag.id, name: 'old', created_by: null })
  })
})

test.group('Renaming a tag', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is allowed to its creator, managers and admins', async ({ client }) => {
    const [creator, other] = await UserFactory.createMany(2)
    const manager = await UserFactory.apply('manager').create()
    const admin = await UserFactory.apply('admin').create()
    const tag = await makeTag('backend', creator)

    for (const user of [creator, manager, admin]) {
      const response = await client
        .put(`/api/tags/${tag.id}/`)
        .json({ name: `of ${user.username}` })
        .withGuard('jwt')
        .loginAs(user)
      response.assertStatus(200)
      response.assertBodyContains({ id: tag.id, name: `of ${user.username}` })
    }

    const refused = await client
      .patch(`/api/tags/${tag.id}`)
      .json({ name: 'mine' })
      .withGuard('jwt')
      .loginAs(other)
    refused.assertStatus(403)
  })

  test('may change the case, but not to the name of another tag', async ({ client }) => {
    const creator = await UserFactory.create()
    const tag = await makeTag('backend', creator)
    await makeTag('ops', creator)
    const rename = (name: string) =>
      client.patch(`/api/tags/${tag.id}`).json({ name }).withGuard('jwt').loginAs(creator)

    const spelt = await rename('BackEnd')
    spelt.assertStatus(200)
    spelt.assertBodyContains({ name: 'BackEnd' })
    const taken = await rename('OPS')
    taken.assertStatus(422)
    taken.assertBodyContains({ errors: [{ field: 'name', code: 'unique' }] })
  })

  test('PUT requires the name, PATCH does not', async ({ client }) => {
    const creator = await UserFactory.create()
    const tag = await makeTag('backend', creator)
    const url = `/api/tags/${tag.id}`

    const put = await client.put(url).json({}).withGuard('jwt').loginAs(creator)
    put.assertStatus(422)
    const patch = await client.patch(url).json({}).withGuard('jwt').loginAs(creator)
    patch.assertStatus(200)
    patch.assertBodyContains({ name: 'backend' })
  })

  test('returns 404 for an unknown tag', async ({ client }) => {
    const user = await UserFactory.create()
    for (const response of [
      await client.get('/api/tags/999999999').withGuard('jwt').loginAs(user),
      await client.patch('/api/tags/999999999').json({ name: 'x' }).withGuard('jwt').loginAs(user),
      await client.delete('/api/tags/999999999').withGuard('jwt').loginAs(user),
    ]) {
      response.assertStatus(404)
    }
  })
})
