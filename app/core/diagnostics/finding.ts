export type Verdict = 'ok' | 'warn' | 'fail'

/** What the doctor saw in one place; `advice` says what to do about anything but ok. */
export interface Finding {
  check: string
  verdict: Verdict
  found: string
  advice?: string
}

export function ok(check: string, found: string): Finding {
  return { check, verdict: 'ok', found }
}

/** It works, and shouldn't stay as it is. */
export function warn(check: string, found: string, advice: string): Finding {
  return { check, verdict: 'warn', found, advice }
}

/** The product doesn't work like this. */
export function fail(check: string, found: string, advice: string): Finding {
  return { check, verdict: 'fail', found, advice }
}

/** What an error says; a connection's may be hidden in a list, one for each address. */
export function reason(error: any): string {
  return error?.errors?.[0]?.message || error?.message || error?.code || String(error)
}
