import { createHash } from 'node:crypto'
import type { HttpRequest } from '@adonisjs/core/http'

/** What a form showed, sent along with it, so that only fields that the user changed are saved. */
export type FormBase = Record<string, string | string[]>

/** Browsers strip line breaks from other fields. */
const OF_LINES = new Set(['description', 'body'])

/** Longer texts are compared by hash. */
const MAX_LENGTH = 100

export function baseOf(values: Record<string, unknown>): FormBase {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, brief(name, value)])
  )
}

export function brief(name: string, value: unknown): string | string[] {
  if (Array.isArray(value)) return value.filter(Boolean).map(String).sort()

  const text = String(value ?? '').replace(/\r\n?|\n/g, OF_LINES.has(name) ? '\n' : '')
  if (text.length <= MAX_LENGTH) return text
  return `#${createHash('sha256').update(text).digest('base64url')}`
}

function readBase(text: unknown): FormBase | undefined {
  try {
    const base: unknown = JSON.parse(String(text))
    return typeof base === 'object' && base !== null ? (base as FormBase) : undefined
  } catch {
    return undefined
  }
}

/** Fields that the form didn't show count as changed. */
export function isTouched(name: string, sent: unknown, base: FormBase = {}): boolean {
  if (!Object.hasOwn(base, name)) return true
  const value = Array.isArray(base[name]) ? itemsOf(sent) : sent
  return !isSame(brief(name, value), base[name])
}

/** A list comes as several fields, or as one with commas. */
function itemsOf(sent: unknown): string[] {
  const texts = [sent].flat().map((text) => String(text ?? ''))
  return texts.flatMap((text) => text.split(',')).map((item) => item.trim())
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Keeps the changed fields in the body. */
export function dropUntouched(request: HttpRequest): FormBase | undefined {
  const { base: text, ...fields } = request.body()
  const base = readBase(text)
  const touched = Object.entries(fields).filter(([name, value]) => isTouched(name, value, base))
  request.updateBody(Object.fromEntries(touched))
  return base
}
