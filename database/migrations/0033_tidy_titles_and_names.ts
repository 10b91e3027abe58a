import { BaseSchema } from '@adonisjs/lucid/schema'

/** NFC, on one line, without bidirectional overrides. */
const tidy = (text: string) => `normalize(btrim(
  regexp_replace(
    regexp_replace(${text}, '[\\u202A-\\u202E]', '', 'g'),
    '[\\u0001-\\u0008\\u000A-\\u001F\\u007F-\\u009F\\u2028\\u2029]+', ' ', 'g'
  )
), NFC)`

const TAG = `coalesce(nullif(left(${tidy('name')}, 50), ''), name)`

/** Tags whose names become equal, with the first one, which is kept. */
const TWINS = `twins as (
  select id, first_value(id) over (partition by lower(${TAG}) order by id) as first_id from tags
)`

/** Normalises titles and names that were stored before the rules. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      with ${TWINS}
      insert into task_tags (task_id, tag_id)
        select task_id, first_id from task_tags join twins on twins.id = tag_id
        where first_id <> tag_id
      on conflict do nothing
    `)
    this.schema.raw(`
      with ${TWINS} delete from tags using twins where twins.id = tags.id and first_id <> tags.id
    `)
    this.schema.raw(`update tags set name = ${TAG} where name <> ${TAG}`)
    this.schema.raw(`
      update task_templates set tags = normalize(tags::text, NFC)::jsonb
        where tags::text is not nfc normalized
    `)

    this.#tidy('tasks', 'title', 200)
    this.#tidy('task_templates', 'title', 200)
    this.#tidy('task_templates', 'name', 100)
    this.#tidy('users', 'first_name', 100)
    this.#tidy('users', 'last_name', 100)
    this.#tidy('teams', 'name', 100)
  }

  async down() {
    // The previous spelling is lost, and the previous release accepts the new one.
  }

  /** A text that would become empty or too long is kept. */
  #tidy(table: string, column: string, max: number) {
    const value = `${table}.${column}`
    this.schema.raw(`
      update ${table} set ${column} = ${tidy(value)}
      where (${value} is not nfc normalized
             or ${value} ~ '[\\u0001-\\u0008\\u000A-\\u001F\\u007F-\\u009F\\u2028-\\u202E]')
        and ${tidy(value)} <> '' and length(${tidy(value)}) <= ${max}
    `)
  }
}
