export type Verdict = 'ok' | 'warn' | 'fail'

export interface Finding {
  check: string
  verdict: Verdict
  found: string
  advice?: string
}

export function ok(check: string, found: string): Finding {
  return { check, verdict: 'ok', found }
}

export function warn(check: string, found: string, advice: string): Finding {
  return { check, verdict: 'warn', found, advice }
}

export function fail(check: string, found: string, advice: string): Finding {
  return { check, verdict: 'fail', found, advice }
}

/** A connection error may be nested in a list, one per address. */
export function reason(error: any): string {
  return error?.errors?.[0]?.message || error?.message || error?.code || String(error)
}
