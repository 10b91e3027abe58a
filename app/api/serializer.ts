import { HttpContext } from '@adonisjs/core/http'
import { BaseSerializer } from '@adonisjs/core/transformers'

/** Single resources are not wrapped: `{ "id": 1, … }`. */
class BareSerializer extends BaseSerializer<{ Wrap: undefined; PaginationMetaData: object }> {
  wrap = undefined

  definePaginationMetaData(metaData: unknown) {
    return metaData as object
  }
}

const serializer = new BareSerializer()

const serialize = function (this: HttpContext, data: unknown) {
  return serializer.serialize(data, this.containerResolver)
} as BareSerializer['serialize']

HttpContext.instanceProperty('serialize', serialize)

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    serialize: typeof serialize
  }
}
