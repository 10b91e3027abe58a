/** `node ace` whose workers also know the test jobs. */
import { createIgnitor } from '../../../bin/application.js'

await createIgnitor()
  .tap((app) => app.starting(async () => void (await import('#tests/support/jobs/register'))))
  .ace()
  .handle(process.argv.slice(2))
