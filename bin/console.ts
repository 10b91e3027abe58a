import { prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { createIgnitor } from './application.js'

let app: ApplicationService

createIgnitor()
  .ace()
  .configure((application) => {
    app = application
  })
  .handle(process.argv.slice(2))
  .then(() => {
    // A handle left open by a package would keep a finished command alive.
    if (app.isTerminated) process.exit()
  })
  .catch(async (error) => {
    if (error.code === 'E_INVALID_ENV_VARIABLES') console.error(`${error.message}\n\n${error.help}`)
    else await prettyPrintError(error)
    // So would anything started before a failed boot.
    process.exit(1)
  })
