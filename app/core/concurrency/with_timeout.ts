export async function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const deadline = new Promise<never>((_, reject) => {
    const error = new Error(`no answer within ${milliseconds / 1000} s`)
    timer = setTimeout(reject, milliseconds, error)
  })
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer))
}
