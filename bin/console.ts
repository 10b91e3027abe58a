import { prettyPrintError } from '@adonisjs/core'
import { createIgnitor } from './application.js'

createIgnitor()
  .ace()
  .handle(process.argv.splice(2))
  .catch(async (error) => {
    if (error.code === 'E_INVALID_ENV_VARIABLES') console.error(`${error.message}\n\n${error.help}`)
    else await prettyPrintError(error)
    // What had been started by then would keep the process alive.
    process.exit(1)
  })
