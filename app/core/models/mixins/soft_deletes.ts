import { DateTime } from 'luxon'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import type { BaseModel } from '@adonisjs/lucid/orm'
import type {
  LucidModel,
  ModelAdapterOptions,
  ModelQueryBuilderContract,
} from '@adonisjs/lucid/types/model'
import type {
  RelationQueryBuilderContract,
  RelationSubQueryBuilderContract,
} from '@adonisjs/lucid/types/relations'

/** Leaves deleted rows out of a relation: `@belongsTo(() => Team, notDeleted)`. */
export const notDeleted = {
  onQuery: (
    query:
      RelationQueryBuilderContract<LucidModel, any> | RelationSubQueryBuilderContract<LucidModel>
  ) => {
    query.whereNull(`${query.model.table}.deleted_at`)
  },
}

type Deletable = NormalizeConstructor<typeof BaseModel> & {
  new (...args: any[]): { deletedAt: DateTime | null }
}

/** Queries exclude deleted rows, except `queryWithDeleted()`; relations need `notDeleted`. */
export function SoftDeletes<Model extends Deletable>(superclass: Model) {
  class SoftDeletable extends superclass {
    static query<T extends LucidModel, Result = InstanceType<T>>(
      this: T,
      options?: ModelAdapterOptions
    ): ModelQueryBuilderContract<T, Result> {
      return (this as any).queryWithDeleted(options).whereNull(`${this.table}.deleted_at`)
    }

    /** Every row, deleted ones among them. */
    static queryWithDeleted<T extends LucidModel, Result = InstanceType<T>>(
      this: T,
      options?: ModelAdapterOptions
    ): ModelQueryBuilderContract<T, Result> {
      return superclass.query.call(this as any, options) as any
    }

    get isDeleted(): boolean {
      return this.deletedAt !== null
    }

    /** Marks the row as deleted now. */
    async delete() {
      this.deletedAt = DateTime.utc()
      await this.save()
    }

    /** Undoes `delete`. */
    async restore() {
      this.deletedAt = null
      return this.save()
    }
  }

  return SoftDeletable
}
