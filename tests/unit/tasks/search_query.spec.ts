import fc from 'fast-check'
import { test } from '@japa/runner'
import { MAX_TERMS, searchQuery } from '#tasks/lists/queries/search_query'

const WELL_FORMED = /^(-?"[^"\s]+( [^"\s]+)*"( or)?( |$))*$/u

const operators = fc.constantFrom(
  ...['-', '"', 'or', 'OR', ' ', '|', '&', '!', '(', ')', ':*', '<->', "'", '\\', 'the', 'tea']
)
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.array(operators, { maxLength: 250 }).map((parts) => parts.join(''))
)

test.group('Search queries', () => {
  test('{input} is searched for as {query}')
    .with([
      { input: 'green tea', query: '"green" "tea"' },
      { input: '"green tea"', query: '"green tea"' },
      { input: '"green tea', query: '"green tea"' },
      { input: 'tea -green -"lemon balm"', query: '"tea" -"green" -"lemon balm"' },
      { input: 'tea or Coffee OR milk', query: '"tea" or "Coffee" or "milk"' },
      { input: 'or tea or', query: '"tea"' },
      { input: 'TCP/IP user.name', query: '"TCP IP" "user name"' },
      { input: 'front-end --force - tea', query: '"front end" "force" "tea"' },
      { input: 'the tea', query: '"tea"' },
      { input: 'The Who at IT', query: '"The" "Who" "at" "IT"' },
      { input: '"the" tea', query: '"the" "tea"' },
      { input: 'the or tea', query: '"the" or "tea"' },
      { input: 'the -tea', query: '"the" -"tea"' },
      { input: "the customer's cup", query: '"customer" "cup"' },
      { input: 'cafe\u0301', query: '"caf\u00e9"' },
      { input: '-'.repeat(500), query: '' },
      { input: '| --- | :-: |', query: '' },
      { input: '', query: '' },
    ])
    .run(({ assert }, { input, query }) => {
      assert.equal(searchQuery(input), query)
    })

  test('are well-formed and bounded for any input', ({ assert }) => {
    fc.assert(
      fc.property(typed, (text) => {
        const query = searchQuery(text)
        assert.match(query, WELL_FORMED)
        assert.isAtMost(query.split('"').length, 2 * MAX_TERMS + 1)
      })
    )
  })

  test('find the words of the input, case-insensitively', ({ assert }) => {
    const word = fc.stringMatching(/^[b-z]{3,12}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: MAX_TERMS }), (words) => {
        for (const each of words) {
          assert.include(searchQuery(each.toUpperCase()), each.toUpperCase())
        }
        assert.equal(searchQuery(words.join('/')), `"${words.join(' ')}"`)
      })
    )
  })
})
