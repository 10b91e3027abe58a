import { Transform, type TransformCallback } from 'node:stream'

const LINE_FEED = 10

/** Counts line feeds: within a row COPY writes them as `\n`. */
export class RowCounter extends Transform {
  rows = 0

  constructor(private onRows: (count: number) => void = () => {}) {
    super()
  }

  _transform(piece: Buffer, _: BufferEncoding, done: TransformCallback) {
    let count = 0
    for (let at = piece.indexOf(LINE_FEED); at !== -1; at = piece.indexOf(LINE_FEED, at + 1)) {
      count++
    }
    this.rows += count
    this.onRows(count)
    done(null, piece)
  }
}
