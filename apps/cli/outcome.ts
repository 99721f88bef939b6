import { EXIT, type ExitCode, type Outcome } from './command.ts'

/** What keeps a command from its result, in words that say what to do. */
export interface Problem {
  readonly code: string
  readonly message: string
}

/** The command was put wrongly. */
export const usage = (message: string): Outcome => outcomeOf(EXIT.usage, { code: 'usage', message })

/** It was tried, and could not be done. */
export const failed = (problem: Problem): Outcome => outcomeOf(EXIT.failed, problem)

/** A rule, or what a file holds, does not allow it. That Ctrl-C came is no refusal. */
export const refused = (problem: Problem): Outcome =>
  outcomeOf(/(?:^|\.)cancelled$/.test(problem.code) ? EXIT.failed : EXIT.refused, problem)

const outcomeOf = (exit: ExitCode, { code, message }: Problem): Outcome => ({
  exit,
  text: message,
  json: { ok: false, error: code, message },
})
