import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Indexes words joined by punctuation also in parts, and stop words too. PostgreSQL's parser no
 * longer sees punctuation: it takes `user.name` and `a/b` for one word, and its running time is
 * quadratic in the length of texts such as `a_b_c_…`, `~/~/…` and `<!--<!--…`.
 */
export default class extends BaseSchema {
  async up() {
    // A restore by the previous release leaves these behind.
    this.schema.raw('drop text search configuration if exists task_text')
    this.schema.raw('drop text search dictionary if exists task_stem')
    this.schema.raw(
      'create text search dictionary task_stem (template = snowball, language = english)'
    )
    this.schema.raw('create text search configuration task_text (copy = english)')
    this.schema.raw(
      'alter text search configuration task_text alter mapping replace english_stem with task_stem'
    )
    this.#replaceVector('task_text', withoutPunctuation)
  }

  async down() {
    this.#replaceVector('english', (column) => column)
    this.schema.raw('drop text search configuration task_text')
    this.schema.raw('drop text search dictionary task_stem')
  }

  #replaceVector(configuration: string, text: (column: string) => string) {
    this.schema.raw(`
      alter table tasks
        drop column search_vector,
        add column search_vector tsvector not null generated always as
          (setweight(to_tsvector('${configuration}', ${text('title')}), 'A') ||
           setweight(to_tsvector('${configuration}', ${text('description')}), 'B')) stored`)
    this.schema.raw('create index tasks_search_vector_index on tasks using gin (search_vector)')
  }
}

/** The same characters as in `app/tasks/lists/queries/search_query.ts`. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

function withoutPunctuation(column: string) {
  const characters = PUNCTUATION.replace('?', '\\?') // which is a binding for Knex otherwise
  return `translate(${column}, $$${characters}$$, repeat(' ', ${PUNCTUATION.length}))`
}
