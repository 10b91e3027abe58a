const WIDTH = 30

/** On stderr; without a terminal a line per tenth. */
export class ProgressBar {
  #lastShown = -1

  constructor(
    private what: string,
    private total: number,
    private stream: NodeJS.WriteStream = process.stderr
  ) {}

  at(done: number) {
    const share = this.total === 0 ? 1 : done / this.total
    const step = Math.floor(share * (this.stream.isTTY ? 1000 : 10))
    if (step === this.#lastShown) return
    this.#lastShown = step

    const percent = `${Math.floor(share * 100)} %`.padStart(5)
    const counted = `${done.toLocaleString('en')} of ${this.total.toLocaleString('en')}`
    const filled = Math.round(share * WIDTH)
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
    this.stream.write(
      this.stream.isTTY
        ? `\r${bar} ${percent}  ${this.what}, ${counted}${done >= this.total ? '\n' : ''}`
        : `${percent}  ${this.what}, ${counted}\n`
    )
  }
}
