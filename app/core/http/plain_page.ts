import string from '@adonisjs/core/helpers/string'
import type { Problem } from '#core/exceptions/problem'

/** Needs no template, so that it can't fail. */
export function plainPage({ title, detail }: Problem): string {
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<h1>${title}</h1><p>${string.escapeHTML(detail)}</p><p><a href="/">Home</a></p></html>`
}
