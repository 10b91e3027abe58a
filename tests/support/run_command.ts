import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { spawn } from 'node:child_process'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import type { OperatorCommand } from '#operations/console/operator_command'

/** Generous, because the machine may be busy. */
const TIMEOUT_MS = 120_000

type Command = new (...args: any[]) => OperatorCommand

export interface Outcome {
  exitCode: number
  output: string
  errors: string
}

/**
 * Runs a command in this process, within the test's transaction. With `answers` it is interactive:
 * each answers the prompt of that text, and every prompt must appear.
 */
export async function runCommand(
  Command: Command,
  args: string[],
  answers?: Record<string, string | boolean>
): Promise<Outcome> {
  ace.ui.switchMode('raw')
  const command = (await ace.create(Command as any, args)) as unknown as OperatorCommand
  command.ui.logger.flushLogs()
  command.isInteractive = answers !== undefined
  for (const [question, answer] of Object.entries(answers ?? {})) {
    command.prompt.trap(question).replyWith(answer as string)
  }
  await command.exec()

  const logs = command.ui.logger.getLogs()
  const said = (stream: string) =>
    logs.filter((log) => log.stream === stream).map(({ message }) => message)
  return {
    exitCode: command.exitCode!,
    output: said('stdout').join('\n'),
    errors: said('stderr').join('\n'),
  }
}

export async function runAce(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const child = spawn(process.execPath, ['ace.js', ...args], {
    cwd: app.makePath(),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  })
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { exitCode, output, errors }
}
