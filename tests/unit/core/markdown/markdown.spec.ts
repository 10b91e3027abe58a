import fc from 'fast-check'
import { test } from '@japa/runner'
import { createHash } from 'node:crypto'
import { mentionsIn } from '#core/markdown/mentions'
import { plainText } from '#core/markdown/plain_text'
import { interpretMarkdown, RENDERER_VERSION } from '#core/markdown/markdown'

const html = (text: string) => interpretMarkdown(text).html
const hrefs = (text: string) =>
  [...html(text).matchAll(/href="([^"]*)"/g)].map(([, address]) => address)

/** Resolves a link as a browser does. */
const protocolOf = (href: string) =>
  new URL(href.replaceAll('&amp;', '&'), 'https://here.example').protocol

/** Fragments of ordinary and of malicious Markdown. */
const PIECES = [
  ...['@ada', '#12', '`', '```\n', '*', '**', '_', '~~', '> ', '- ', '- [x] ', '1. ', '# ', '\n'],
  ...['\n\n', '[a](', ')', '](', '<', '>', '&', '"', "'", '|', '|-|\n', '\\', ' ', '    ', 'a'],
  ...[
    'https://a.b/',
    '//a.b/',
    'javascript:',
    'data:text/html,',
    'mailto:a@b.c',
    '[a]: ',
    '![',
    ']',
  ],
]
const soup = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })))

test.group('Markdown', () => {
  for (const [address, isLink] of [
    ['https://example.org', true],
    ['HTTP://example.org', true],
    ['mailto:ada@example.org', true],
    ['tel:+4930123', true],
    ['/tasks/3', true],
    ['#history', true],
    ['//example.org', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['vbscript:x', false],
    ['data:image/png;base64,AAAA', false],
    ['file:///etc/passwd', false],
    ['ftp://example.org', false],
    ['blob:1', false],
    ['ms-msdt:/id', false],
    ['web+tasks:1', false],
  ] as const) {
    test(`makes ${isLink ? 'a' : 'no'} link of ${JSON.stringify(address)}`, ({ assert }) => {
      assert.lengthOf(hrefs(`[words](${address})`), isLink ? 1 : 0)
      assert.lengthOf(hrefs(`[words]\n\n[words]: <${address}>`), isLink ? 1 : 0)
    })
  }

  test('never links to a script, whatever characters are in the URL', ({ assert }) => {
    for (const odd of ['&Tab;', '&NewLine;', '&#1;', '&#0;', '\\\n', '%09', '\u200b', '&nbsp;']) {
      for (const address of [`java${odd}script:alert(1)`, `${odd}javascript:alert(1)`]) {
        const found = [...hrefs(`[a](${address})`), ...hrefs(`[a](<${address}>)`)]
        for (const href of found) assert.equal(protocolOf(href), 'https:', JSON.stringify(address))
      }
    }
  })

  test('links plain URLs', ({ assert }) => {
    assert.deepEqual(
      hrefs('https://a.example/x, <https://b.example> and mailto:c@d.example; not //e.example'),
      ['https://a.example/x', 'https://b.example', 'mailto:c@d.example']
    )
    assert.deepEqual(hrefs('ftp://a.example www.b.example c@d.example <ms-msdt:/id>'), [])
  })

  test('links @mentions and task numbers in text', ({ assert }) => {
    assert.deepEqual(hrefs('@Ada. _@ben_, (#12), **#3**: @c.d_2, #4'), [
      ...['/people/ada', '/people/ben', '/tasks/12', '/tasks/3', '/people/c.d_2', '/tasks/4'],
    ])
    assert.deepEqual(hrefs('`@ada #1` a@ada a#1 #01 #1a ##1 \\@ada \\#1 &#35;1\n\n    @ada #1'), [])
    assert.deepEqual(hrefs('[@ada #1](/x) https://a.example/@ada#1'), [
      '/x',
      'https://a.example/@ada#1',
    ])
    assert.include(html('Ask @ada.'), '<a href="/people/ada">@ada</a>.')
  })

  test('finds mentions in text, not in code or URLs', ({ assert }) => {
    const { mentions } = interpretMarkdown(
      [
        '# @heading',
        '_@em_ **@strong** ~~@struck~~ *@EM* [@label](https://x.example/@address)',
        '> @quote\n\n- @item\n- [ ] @todo\n\n| @head | b |\n| - | - |\n| @cell | @c.d. |',
        '`@span` ``@span`` https://x.example/@link <https://x.example/@auto>',
        '```\n@fence\n```\n\n    @indented\n\n[ref]: /@definition "@title"\n\n\\@escaped a@b.example',
        `@${'x'.repeat(31)} @${'y'.repeat(30)}. @two @two`,
      ].join('\n\n')
    )
    assert.deepEqual(mentions.toSorted(), [
      ...['c.d', 'c.d.', 'cell', 'em', 'head', 'heading', 'item', 'label', 'quote', 'strong'],
      ...['struck', 'todo', 'two', 'y'.repeat(30)],
    ])
  })

  test('renders checkboxes with their state', ({ assert }) => {
    const list = html('- [ ] milk\n- [x] **bread**\n  - [X] rye\n- [y] none\n- [](/x)\n\n[ ] none')
    assert.equal(list.match(/<input type="checkbox"[^>]* disabled>/g)?.length, 3)
    assert.include(list, 'aria-label="To do" disabled>milk')
    assert.include(list, 'aria-label="Done" checked disabled><strong>bread')
    assert.include(list, '[y] none')
    assert.include(list, '<p>[ ] none</p>')
  })

  test('aligns columns without inline styles', ({ assert }) => {
    const table = html('| a | b |\n| --: | :-: |\n| 1 | 2 |')
    assert.include(table, '<td class="align-right">1</td>\n<td class="align-center">2</td>')
    assert.notInclude(table, 'style')
  })

  test('keeps heading levels apart', ({ assert }) => {
    const levels = [1, 2, 3, 4, 5, 6].map((level) => html(`${'#'.repeat(level)} a`).split('>')[0])
    assert.deepEqual(
      levels,
      [3, 4, 5, 6, 6, 6].map((tag, index) => `<h${tag} data-level="${index + 1}"`)
    )
  })

  test('emits only allowed elements, within the size limit', ({ assert }) => {
    const TAG =
      /^<\/?(p|br|a|em|strong|s|code|pre|blockquote|ul|ol|li|h[3-6]|hr|table|thead|tbody|tr|th|td|input)\b/
    fc.assert(
      fc.property(soup, (pieces) => {
        const text = pieces.join('')
        const shown = html(text)
        for (const [tag] of shown.matchAll(/<[^>]*>?/g)) assert.match(tag, TAG)
        for (const [, address] of shown.matchAll(/href="([^"]*)"/g)) {
          assert.include(['https:', 'http:', 'mailto:', 'tel:'], protocolOf(address))
        }
        assert.notMatch(shown, /\s(on\w+|style)=|<(script|img|iframe)/i)
        assert.isAtMost(shown.length, 6 * text.length + 10_000)
      }),
      { numRuns: 500 }
    )
  })

  for (const [what, text] of [
    ['references to one long address', `[a]: /${'x'.repeat(1_000)}\n\n${'[a] '.repeat(4_000)}`],
    [
      'a table of empty cells',
      `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${'|\n'.repeat(9)}`,
    ],
  ]) {
    test(`shows ${what} as literal text`, ({ assert }) => {
      assert.deepEqual(interpretMarkdown(text), plainText(text))
    })
  }

  test('finds mentions in linear time', ({ assert }) => {
    const time = (length: number) => {
      const text = `@a${'-.'.repeat(length)}x`
      const startedAt = performance.now()
      for (let round = 0; round < 10; round++) mentionsIn(text)
      return performance.now() - startedAt
    }
    time(1_000)
    // Quadratic time would take 4,096 times as long.
    assert.isBelow(time(640_000), 400 * Math.max(time(10_000), 1))
    assert.isEmpty(mentionsIn(`@a${'-.'.repeat(9_900)}x`))
    assert.deepEqual(mentionsIn(`@a${'-.'.repeat(9_900)}`)[0].names, ['a'])
  })

  test('requires a new renderer version when the output changes', ({ assert }) => {
    const sample = PIECES.concat(PIECES.toReversed()).join('a ')
    const digest = createHash('sha256').update(html(sample)).digest('hex')
    assert.deepEqual([RENDERER_VERSION, digest.slice(0, 16)], [3, '9b3038f52d26385a'])
  })
})
