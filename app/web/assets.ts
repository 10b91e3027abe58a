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

/** The one script that we don't write: served from its package, under our own address. */
const TURBO = createRequire(import.meta.url)
  .resolve('@hotwired/turbo')
  .replace('umd.js', 'esm.js')

export type Asset = { name: string; type: string; body: Buffer; brotli: Buffer }

/**
 * The styles, scripts and icons of the pages. There is no build step: the files are served as they
 * are written, below an address that changes whenever one of them does, so that browsers may keep
 * them for ever. The address has the fingerprint in its path, which lets the files import each
 * other by relative names.
 */
class Assets {
  #files: Map<string, Buffer> | null = null
  #ready = new Map<string, Asset>()
  #readAt = 0
  #fingerprint = ''

  /** The address of a file: `url('css/base.css')`. */
  url(name: string): string {
    this.#load()
    return `/assets/${this.#fingerprint}/${name}`
  }

  /** The names of the files in a folder: `list('css')`. */
  list(folder: string): string[] {
    return [...this.#load().keys()].filter((name) => name.startsWith(`${folder}/`))
  }

  /** A file's content, or null where there is none of that name. */
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

  /** Reads the files once, and in development for each page, so that a change shows at once. */
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
