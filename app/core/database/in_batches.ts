/**
 * Does up to `size` at a time until there is less to do; `work` returns how many it did, and `onBatch`
 * hears the total so far, which is returned in the end.
 */
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
