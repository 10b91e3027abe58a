import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const LIMIT = 20 * 1024 * 1024

/**
 * Opens a log file and rotates it to `<path>.1`, now and whenever it reaches `limit` bytes. Write
 * errors are ignored: a full disk must not stop what is logged.
 *
 * @param {string} path
 * @param {number} [limit] bytes (default 20 MiB)
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
