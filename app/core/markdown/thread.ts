/** What runs in the thread that renders. It says that it is ready; then each text is answered. */
import { parentPort } from 'node:worker_threads'
import { interpretMarkdown } from '#core/markdown/markdown'

parentPort!.on('message', (text: string) => parentPort!.postMessage(interpretMarkdown(text)))
parentPort!.postMessage('ready')
