import { BaseSchema } from '@adonisjs/lucid/schema'

/** Globally unique names would reveal which teams exist. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('drop index teams_name_unique')
    this.schema.raw('create index teams_name_index on teams (lower(name)) where deleted_at is null')
  }

  async down() {
    this.schema.raw('drop index teams_name_index')
    this.schema.raw(`
      update teams set name = left(name, 80) || ' ' || id
       where deleted_at is null and exists (
         select from teams as elder
          where elder.deleted_at is null and elder.id < teams.id
            and lower(elder.name) = lower(teams.name)
       )`)
    this.schema.raw(
      'create unique index teams_name_unique on teams (lower(name)) where deleted_at is null'
    )
  }
}
