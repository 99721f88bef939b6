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

/** What no rule and no content of a file keeps from being done: Ctrl-C came, a file is not there or cannot be written. */
const NO_REFUSAL = /(?:^|[._])(?:cancelled|not_found|not_writable)$/

/** A rule, or what a file holds, does not allow it. Problems of another kind are told as a failure. */
export const refused = (problem: Problem): Outcome =>
  outcomeOf(NO_REFUSAL.test(problem.code) ? EXIT.failed : EXIT.refused, problem)

/** What ends a command that Ctrl-C ended, wherever it came. */
export const CANCELLED: Problem = { code: 'cancelled', message: 'Cancelled; nothing was written.' }

function outcomeOf(exit: ExitCode, problem: Problem): Outcome {
  const { code, message } = /[._]cancelled$/.test(problem.code) ? CANCELLED : problem
  return { exit, text: message, json: { ok: false, error: code, message } }
}
