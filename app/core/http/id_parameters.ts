import router from '@adonisjs/core/services/router'

/** Ids are bigint and numbers in JSON: sixteen digits cover the exact ones. */
const ID = /^[1-9][0-9]{0,15}$/

/** Makes these parameters of routes ids, as `id` is. */
export function idParameters(...names: string[]) {
  for (const name of names) router.where(name, ID)
}

idParameters('id')
