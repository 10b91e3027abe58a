const SIGNALS = ['SIGTERM', 'SIGINT'] as const

const SIGNALLED = 143

/** Exits at once on SIGTERM while `mayEnd`, else after the work. */
export async function exitOnSignal<T>(mayEnd: () => boolean, work: () => Promise<T>): Promise<T> {
  const end = () => mayEnd() && process.exit(SIGNALLED)
  const before = SIGNALS.map((signal) => ({ signal, listeners: process.listeners(signal) }))
  for (const { signal } of before) process.removeAllListeners(signal).on(signal, end)
  try {
    return await work()
  } finally {
    for (const { signal, listeners } of before) {
      process.off(signal, end)
      for (const listener of listeners) process.on(signal, listener)
    }
  }
}
