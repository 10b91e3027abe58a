import logger from '@adonisjs/core/services/logger'
import { plainText } from '#core/markdown/plain_text'
import { RenderingThread } from '#core/markdown/rendering_thread'
import type { Rendered } from '#core/markdown/plain_text'

const thread = new RenderingThread()

/** What came of a text; not final where there was no time for it, so that another try may help. */
export type Rendering = Rendered & { isFinal: boolean }

/**
 * Renders Markdown and finds whom it mentions, without holding up this process. A text that takes too
 * much time or memory stays plain text, and one whose turn doesn't come before `signal` aborts does
 * for now.
 */
export async function renderMarkdown(text: string, signal: AbortSignal): Promise<Rendering> {
  try {
    const rendered = await thread.render(text, signal)
    return { ...(rendered ?? plainText(text)), isFinal: true }
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error }, 'no thread renders Markdown')
    return { ...plainText(text), isFinal: false }
  }
}
