import '#core/process/sealed_prototypes'
import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

/** The application's root: commands and the router resolve files from here. */
const APP_ROOT = new URL('../', import.meta.url)

export function createIgnitor() {
  return new Ignitor(APP_ROOT, {
    importer: (path) =>
      path.startsWith('./') || path.startsWith('../')
        ? import(new URL(path, APP_ROOT).href)
        : import(path),
  }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })

    // A process told to stop while it boots would be kept alive by what is started afterwards.
    let stopping: Promise<void> | undefined
    const stop = () => (stopping ??= app.terminate().finally(() => process.exit()))
    app.listen('SIGTERM', stop)
    app.listen('SIGINT', stop)
  })
}
