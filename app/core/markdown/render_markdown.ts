import logger from '@adonisjs/core/services/logger'
import { plainText } from '#core/markdown/plain_text'
import { RenderingThread } from '#core/markdown/rendering_thread'
import type { Rendered } from '#core/markdown/plain_text'

const thread = new RenderingThread()

/** Not final when there was no time: rendering again may succeed. */
export type Rendering = Rendered & { isFinal: boolean }

/** Text that exceeds the limits, or isn't done before `signal` aborts, stays plain text. */
export async function renderMarkdown(text: string, signal: AbortSignal): Promise<Rendering> {
  try {
    const rendered = await thread.render(text, signal)
    return { ...(rendered ?? plainText(text)), isFinal: true }
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error }, 'no Markdown worker available')
    return { ...plainText(text), isFinal: false }
  }
}
