import { createHash } from 'node:crypto'
import type { HttpRequest } from '@adonisjs/core/http'

/**
 * What a form showed, field by field, as browsers send it back where nobody touches it. It goes along
 * with the form, so that only what somebody changed is saved.
 */
export type FormBase = Record<string, string | string[]>

/** Fields of several lines; from others browsers take the line breaks away. */
const OF_LINES = new Set(['description', 'body'])

/** Longer texts are told apart by their hash. */
const LONGEST = 100

export function baseOf(values: Record<string, unknown>): FormBase {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, brief(name, value)])
  )
}

/** The short form of a value as it stands in a base. */
export function brief(name: string, value: unknown): string | string[] {
  if (Array.isArray(value)) return value.filter(Boolean).map(String).sort()

  const text = String(value ?? '').replace(/\r\n?|\n/g, OF_LINES.has(name) ? '\n' : '')
  if (text.length <= LONGEST) return text
  return `#${createHash('sha256').update(text).digest('base64url')}`
}

/** The base that a form brought along; undefined where there is none, or none that can be read. */
function readBase(text: unknown): FormBase | undefined {
  try {
    const base: unknown = JSON.parse(String(text))
    return typeof base === 'object' && base !== null ? (base as FormBase) : undefined
  } catch {
    return undefined
  }
}

/** Whether a field has another value than the form showed; of what it didn't show, it has. */
export function isTouched(name: string, sent: unknown, base: FormBase = {}): boolean {
  if (!Object.hasOwn(base, name)) return true
  const value = Array.isArray(base[name]) ? [sent].flat() : sent
  return !isSame(brief(name, value), base[name])
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Leaves in the body what somebody changed, and gives the base by which that was decided. */
export function dropUntouched(request: HttpRequest): FormBase | undefined {
  const { base: text, ...fields } = request.body()
  const base = readBase(text)
  const touched = Object.entries(fields).filter(([name, value]) => isTouched(name, value, base))
  request.updateBody(Object.fromEntries(touched))
  return base
}
