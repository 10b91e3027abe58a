import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/core/hash'
import { BoundedScrypt } from '#accounts/passwords/bounded_scrypt'

const hashConfig = defineConfig({
  default: 'scrypt',
  list: {
    /**
     * N = 2^16, r = 8, p = 2 (64 MiB): a parameter set of OWASP's Password Storage Cheat Sheet.
     * Tests hash hundreds of passwords and use the lowest cost.
     */
    scrypt: () =>
      new BoundedScrypt({
        cost: app.inTest ? 2 ** 10 : 2 ** 16,
        blockSize: 8,
        parallelization: app.inTest ? 1 : 2,
        maxMemory: 256 * 1024 * 1024,
      }),
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}
