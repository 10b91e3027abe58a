const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** The exit code of what was told to stop. */
const SIGNALLED = 143

/**
 * Works, and where the process is told to stop it ends at once while it may, and else not before the
 * work is done. The application would do the reverse with a transaction: wait for it, and end then.
 */
export async function endingWhenTold<T>(mayEnd: () => boolean, work: () => Promise<T>): Promise<T> {
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
