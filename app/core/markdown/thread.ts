import { parentPort } from 'node:worker_threads'
import { interpretMarkdown } from '#core/markdown/markdown'

parentPort!.on('message', (text: string) => parentPort!.postMessage(interpretMarkdown(text)))
parentPort!.postMessage('ready')
