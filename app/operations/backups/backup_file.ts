import { crc32 } from 'node:zlib'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream'
import { Transform, Writable, type Readable, type TransformCallback } from 'node:stream'
import { finished } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { UnusableBackup } from '#operations/exceptions'
import { RowCounter } from '#operations/backups/row_counter'
import { isUpload, uploadOfEntry } from '#operations/backups/upload_names'
import type { Upload } from '#operations/backups/uploads'
import { readManifest, rowsOf, type Manifest } from '#operations/backups/manifest'

export const MANIFEST = 'manifest.json'

export const pathOfTable = (name: string) => `database/${name}.copy`

export class BackupFile {
  private constructor(
    readonly path: string,
    readonly manifest: Manifest,
    private zip: ZipFile,
    private entries: Map<string, Entry>
  ) {}

  /** @throws {UnusableBackup} for a file that is truncated or no backup */
  static async open(path: string): Promise<BackupFile> {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch((error) => {
      throw unusable(path, error)
    })
    try {
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
      const manifest = await readManifest(await text(await read(zip, entries, MANIFEST)))
      return new BackupFile(path, manifest, zip, entries)
    } catch (error) {
      zip.close()
      throw unusable(path, error)
    }
  }

  /** In COPY's text format. */
  rows(table: string): Promise<Readable> {
    return read(this.zip, this.entries, pathOfTable(table))
  }

  async *uploads(): AsyncGenerator<Upload> {
    for (const name of this.#uploadNames()) {
      yield { path: uploadOfEntry(name), content: await read(this.zip, this.entries, name) }
    }
  }

  /** Compares checksums. @throws {UnusableBackup} */
  async verify(onRows: (done: number, total: number) => void) {
    const total = rowsOf(this.manifest)
    let done = 0
    try {
      for (const { name, rows } of this.manifest.tables) {
        const counter = new RowCounter((count) => onRows((done += count), total))
        await readToEnd(await this.rows(name), counter)
        if (counter.rows !== rows) throw new Error(`${name} has ${counter.rows} of ${rows} rows`)
      }
      for await (const { content } of this.uploads()) await readToEnd(content)
    } catch (error) {
      throw unusable(this.path, error)
    }
    const uploads = this.#uploadNames().length
    if (uploads !== this.manifest.uploads) {
      throw unusable(this.path, new Error(`${uploads} of ${this.manifest.uploads} files`))
    }
  }

  close() {
    this.zip.close()
  }

  #uploadNames() {
    return [...this.entries.keys()].filter(isUpload)
  }
}

async function read(zip: ZipFile, entries: Map<string, Entry>, name: string): Promise<Readable> {
  const entry = entries.get(name)
  if (!entry) throw new Error(`${name} is missing`)
  const content = await zip.openReadStreamPromise(entry)
  return pipeline(content, new Checksum(entry), () => {})
}

/** Passes an entry through; fails at its end when the checksum differs. */
class Checksum extends Transform {
  #sum = 0

  constructor(private entry: Entry) {
    super()
  }

  _transform(piece: Buffer, _: BufferEncoding, done: TransformCallback) {
    this.#sum = crc32(piece, this.#sum)
    done(null, piece)
  }

  _flush(done: TransformCallback) {
    const isSame = this.#sum === this.entry.crc32
    done(isSame ? null : new Error(`${this.entry.fileName} is damaged`))
  }
}

async function readToEnd(content: Readable, through?: Transform) {
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() })
  const end = through
    ? pipeline(content, through, nowhere, () => {})
    : pipeline(content, nowhere, () => {})
  await finished(end)
}

function unusable(path: string, error: any) {
  if (error.code === 'ENOENT') return new UnusableBackup(`File not found: ${path}`)
  return new UnusableBackup(`${path} is not a valid backup: ${error.message}`)
}
