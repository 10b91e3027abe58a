import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { assets } from '#core/pages/assets'
import { renderMarkdown } from '#core/pages/markdown'
import { absoluteTime, dueTime, relativeTime, toLocalInput } from '#core/pages/times'

/** What every template may call. */

edge.configure({ cache: !app.inDev })

edge.global('asset', (name: string) => assets.url(name))
edge.global('stylesheets', () => assets.list('css').map((name) => assets.url(name)))

edge.global('relativeTime', relativeTime)
edge.global('absoluteTime', absoluteTime)
edge.global('dueTime', dueTime)
edge.global('toLocalInput', toLocalInput)

edge.global('markdown', (text: string) => edge.globals.html.safe(renderMarkdown(text)))
