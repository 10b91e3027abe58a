import app from '@adonisjs/core/services/app'
import { defineConfig, drivers } from '@adonisjs/core/hash'

const hashConfig = defineConfig({
  default: 'scrypt',
  list: {
    /**
     * N = 2^17, r = 8, p = 1: the parameters that OWASP's Password Storage Cheat Sheet asks for.
     * Tests hash hundreds of passwords and take the least cost instead.
     */
    scrypt: drivers.scrypt({
      cost: app.inTest ? 2 ** 10 : 2 ** 17,
      blockSize: 8,
      parallelization: 1,
      maxMemory: 256 * 1024 * 1024,
    }),
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}
