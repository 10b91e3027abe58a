/** Repeats `work` until it does less than `size`; returns the total, which `onBatch` receives. */
export async function inBatches(
  size: number,
  work: (limit: number) => Promise<number>,
  onBatch: (total: number) => void = () => {}
): Promise<number> {
  let total = 0
  let done
  do {
    total += done = await work(size)
    onBatch(total)
  } while (done === size)
  return total
}
