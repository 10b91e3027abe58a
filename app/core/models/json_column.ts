import { column } from '@adonisjs/lucid/orm'
import type { LucidRow } from '@adonisjs/lucid/types/model'

/** Wrapped as text, because Lucid would merge user JSON deeply. Changes in place are not saved. */
export function jsonColumn() {
  return (target: LucidRow, property: string) => {
    Object.defineProperty(target, property, {
      configurable: true,
      get(this: LucidRow) {
        return valueOf(this.$getAttribute(property))
      },
      set(this: LucidRow, value: unknown) {
        this.$setAttribute(property, wrap(value))
      },
    })
    column({ consume: wrap, prepare: (stored) => (stored instanceof Json ? stored.text : stored) })(
      target,
      property
    )
  }
}

class Json {
  constructor(readonly text: string) {}
}

function wrap(value: unknown) {
  const isReady = value === undefined || value instanceof Json
  return isReady ? value : new Json(JSON.stringify(value))
}

function valueOf(stored: unknown) {
  return stored instanceof Json ? JSON.parse(stored.text) : stored
}
