import { column } from '@adonisjs/lucid/orm'
import type { LucidRow } from '@adonisjs/lucid/types/model'

/**
 * A column of type jsonb. Lucid merges plain objects deeply and asks them whether they are dirty;
 * what people store must not take part in either. So to Lucid the value is a text in a wrapper, and
 * every read of the property parses it anew: a change in place is not saved, assign a new value.
 */
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

/** What is wrapped stays as it is: `refresh` assigns what another instance had. */
function wrap(value: unknown) {
  const isReady = value === undefined || value instanceof Json
  return isReady ? value : new Json(JSON.stringify(value))
}

function valueOf(stored: unknown) {
  return stored instanceof Json ? JSON.parse(stored.text) : stored
}
