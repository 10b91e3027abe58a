import { ZipFile } from 'yazl'
import { createWriteStream } from 'node:fs'
import { finished, pipeline } from 'node:stream/promises'
import type { PassThrough, Readable } from 'node:stream'

/** Rows shrink to a quarter at any level; higher ones double the time for a tenth. */
const COMPRESSION_LEVEL = 3

export interface ZipEntry {
  path: string
  content: Readable
}

/** Writes and syncs a private file with constant memory. */
export async function writeZip(path: string, entries: AsyncIterable<ZipEntry>) {
  const zip = new ZipFile()
  const output = zip.outputStream as PassThrough
  const written = pipeline(
    output,
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  )
  // A full disk must be noticed while waiting for an entry.
  written.catch(() => {})

  try {
    for await (const { path: name, content } of entries) {
      zip.addReadStream(content, name, { compressionLevel: COMPRESSION_LEVEL })
      await Promise.race([finished(content), written])
    }
    zip.end()
    await written
  } catch (error) {
    output.destroy(error as Error)
    await written.catch(() => {})
    throw error
  }
}
