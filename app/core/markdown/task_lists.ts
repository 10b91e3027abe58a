import type { MarkdownIt, Token } from 'markdown-it'

const BOX = /^\[([ xX])\](?=\s)/

/** `- [ ] this` and `- [x] that`: read-only checkboxes. */
export function showTaskLists(markdown: MarkdownIt) {
  markdown.core.ruler.after('block', 'task_lists', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const [item, paragraph] = [tokens[index - 2], tokens[index - 1]]
      if (item?.type !== 'list_item_open' || paragraph.type !== 'paragraph_open') return
      const box = BOX.exec(token.content)
      if (!box) return

      item.attrJoin('class', 'todo')
      item.meta = { isDone: box[1] !== ' ' }
      token.content = token.content.slice(box[0].length).trimStart()
    })
  })

  markdown.renderer.rules.list_item_open = (tokens, index, options, _env, renderer) => {
    const { meta } = tokens[index] as Token & { meta: { isDone: boolean } | null }
    const html = renderer.renderToken(tokens, index, options)
    return meta ? html.trimEnd() + boxOf(meta.isDone) : html
  }
}

function boxOf(isDone: boolean) {
  const [label, checked] = isDone ? ['Done', ' checked'] : ['To do', '']
  return `<input type="checkbox" class="todo__box" aria-label="${label}"${checked} disabled>`
}
