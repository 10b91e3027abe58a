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
  /** `keys` by their name in `ordering=`. */
  constructor(
    readonly table: string,
    private keys: Record<Key, SortKey>,
    readonly fallback: NoInfer<Key> | `-${NoInfer<Key>}`,
    private forSearch?: Sort
  ) {}

  get names(): string[] {
    return Object.keys(this.keys).flatMap((key) => [key, `-${key}`])
  }

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
