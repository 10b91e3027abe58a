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
    // What a package left open would keep the process of a command that has ended.
    if (app.isTerminated) process.exit()
  })
  .catch(async (error) => {
    if (error.code === 'E_INVALID_ENV_VARIABLES') console.error(`${error.message}\n\n${error.help}`)
    else await prettyPrintError(error)
    // And so would what had been started by then.
    process.exit(1)
  })
