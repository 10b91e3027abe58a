import { test } from '@japa/runner'
import { join } from 'node:path'
import { chmod, readdir, stat } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { PrivateServers } from '#tests/support/private_servers'

test('Data of the private servers is unreadable to other users, even if it was readable before', async ({
  assert,
  cleanup,
}) => {
  const servers = await PrivateServers.start()
  cleanup(() => servers.remove())
  const write = async () => {
    const redis = new Redis(servers.env.REDIS_URL)
    await redis.set('session', 'secret')
    await redis.quit()
  }
  await write()
  assert.deepEqual(await openTo(servers.folder), [])

  const kept = join(servers.folder, 'redis')
  await servers.kill('redis')
  for (const path of [kept, ...(await pathsIn(kept))]) await chmod(path, 0o777)
  await servers.startRedis()
  await write()

  assert.deepEqual(await openTo(servers.folder), [])
}).timeout(120_000)

/** Files of both servers and their logs that others than the owner may read. */
async function openTo(folder: string): Promise<string[]> {
  const open: string[] = []
  const paths = [join(folder, 'redis'), join(folder, 'postgres'), ...(await pathsIn(folder))]
  for (const path of paths) {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) open.push(path)
  }
  return open
}

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.map((entry) => join(entry.parentPath, entry.name))
}
