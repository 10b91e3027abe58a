import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT = 20 * 1024 * 1024

/**
 * Begins a log file. The one that stood there is kept beside it as `<path>.1`; the same happens to
 * one that has grown to `limit` bytes, so that a log takes twice that on the disk at most. What
 * can't be written is let go: a full disk must not stop what is logged.
 *
 * @param {string} path
 * @param {number} [limit] bytes, 20 MiB where nothing is said
 * @returns {{ write: (line: string) => void, end: () => void }}
 */
export function openLog(path, limit = LIMIT) {
  let file = null
  let size = 0
  begin()
  return { write, end }

  function begin() {
    size = 0
    quietly(() => {
      mkdirSync(dirname(path), { recursive: true })
      if (existsSync(path)) renameSync(path, `${path}.1`)
      file = openSync(path, 'w', 0o600)
    })
  }

  function write(line) {
    const text = Buffer.from(`${line}\n`)
    if (size > 0 && size + text.length > limit) {
      end()
      begin()
    }
    size += text.length
    if (file !== null) quietly(() => writeSync(file, text))
  }

  function end() {
    if (file !== null) closeSync(file)
    file = null
  }
}

function quietly(work) {
  try {
    work()
  } catch {}
}
