/** An SQL expression that is never null, backed by an index that ends with the id. */
export type SortKey = string | { ascending: string; descending: string }

/** The id breaks ties, so that the order is total. */
export interface Sort {
  /** As in the query string, with `-` for descending. */
  name: string
  expression: string
  /** Qualified: `tasks.id`. */
  id: string
  descending: boolean
}

export interface SortParams {
  ordering?: string
  search?: string
}

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
