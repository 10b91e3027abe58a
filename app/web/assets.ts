import app from '@adonisjs/core/services/app'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Served from its package under our own URL. */
const TURBO = createRequire(import.meta.url)
  .resolve('@hotwired/turbo')
  .replace('umd.js', 'esm.js')

export type Asset = { name: string; type: string; body: Buffer; brotli: Buffer }

/**
 * The URL's fingerprint covers all files: browsers may cache them forever, and imports stay
 * relative.
 */
class Assets {
  #files: Map<string, Buffer> | null = null
  #ready = new Map<string, Asset>()
  #readAt = 0
  #fingerprint = ''

  /** `url('css/base.css')` */
  url(name: string): string {
    this.#load()
    return `/assets/${this.#fingerprint}/${name}`
  }

  list(folder: string): string[] {
    return [...this.#load().keys()].filter((name) => name.startsWith(`${folder}/`))
  }

  find(name: string): Asset | null {
    const body = this.#load().get(name)
    if (!body) return null

    const known = this.#ready.get(name)
    if (known?.body === body) return known

    const params = { [constants.BROTLI_PARAM_QUALITY]: app.inProduction ? 9 : 1 }
    const brotli = brotliCompressSync(body, { params })
    const asset = { name, type: TYPES[extname(name)], body, brotli }
    this.#ready.set(name, asset)
    return asset
  }

  /** In development for each page, so that changes show at once. */
  #load(): Map<string, Buffer> {
    if (this.#files && (!app.inDev || performance.now() - this.#readAt < 500)) return this.#files

    const files = new Map<string, Buffer>()
    for (const path of readdirSync(app.publicPath(), {
      recursive: true,
      encoding: 'utf8',
    }).sort()) {
      if (extname(path) in TYPES) files.set(path, readFileSync(join(app.publicPath(), path)))
    }
    files.set('js/turbo.js', readFileSync(TURBO))

    const hash = createHash('sha256')
    for (const [name, body] of files) hash.update(name).update(body)
    this.#fingerprint = hash.digest('hex').slice(0, 16)
    this.#readAt = performance.now()
    return (this.#files = files)
  }
}

export const assets = new Assets()
