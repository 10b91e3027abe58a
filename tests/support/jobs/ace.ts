/** `node ace` whose workers know the jobs of the tests as well. */
import { createIgnitor } from '../../../bin/application.js'

await createIgnitor()
  .tap((app) => app.starting(async () => void (await import('#tests/support/jobs/register'))))
  .ace()
  .handle(process.argv.slice(2))
