/**
 * What a list sorts by under one name: an SQL expression, the same in both directions or one for
 * each. It is never null, and an index that ends with the id serves it.
 */
export type SortKey = string | { ascending: string; descending: string }

/** One way through a list. Equal values are told apart by the id, so that the order is total. */
export interface Sort {
  /** As in the query string, with `-` for descending. */
  name: string
  expression: string
  /** The column with the id, with its table: `tasks.id`. */
  id: string
  descending: boolean
}

/** As much of a list's parameters as say in which order it comes. */
export interface SortParams {
  ordering?: string
  search?: string
}

/** The orders that a list can be read in. */
export class Ordering<Key extends string = string> {
  /**
   * Takes the table, the keys by the name that `ordering=` knows them by, the name of the order in
   * which the list comes when nobody asks for another, and the order of what a search found where
   * that is a different one.
   */
  constructor(
    readonly table: string,
    private keys: Record<Key, SortKey>,
    readonly fallback: NoInfer<Key> | `-${NoInfer<Key>}`,
    private forSearch?: Sort
  ) {}

  /** Every value that `ordering=` may have. */
  get names(): string[] {
    return Object.keys(this.keys).flatMap((key) => [key, `-${key}`])
  }

  /** The order that these parameters ask for. */
  of({ ordering, search }: SortParams): Sort {
    if (!ordering && search?.trim() && this.forSearch) return this.forSearch
    return this.by(ordering ?? this.fallback)
  }

  private by(name: string): Sort {
    const descending = name.startsWith('-')
    const key = this.keys[name.replace(/^-/, '') as Key]
    const expression = typeof key === 'string' ? key : key[descending ? 'descending' : 'ascending']

    return { name, expression, id: `${this.table}.id`, descending }
  }
}
