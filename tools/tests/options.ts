/** What `npm test -- …` was asked for. */
export interface TestRunOptions {
  /** Files or folders; everything where none is named. */
  readonly wanted: readonly string[]
  /** Also what has passed with the same inputs before. */
  readonly all: boolean
  /** Writes how long the browser tests took to `BROWSER_TIMES`: for an idle machine. */
  readonly recordTimes: boolean
}

export const USAGE = `npm test -- [PATH…] [--all] [--record-times]

  PATH            only the test files below these folders, or these files
  --all           also what has passed with the same inputs before (always so where CI is set)
  --record-times  write down how long each browser test file takes, for the budget that npm run check holds`

/** Reads the arguments; undefined where one is unknown. */
export function readTestOptions(args: readonly string[], environment: NodeJS.ProcessEnv): TestRunOptions | undefined {
  const flags = args.filter((one) => one.startsWith('-'))
  if (flags.some((flag) => flag !== '--all' && flag !== '--record-times')) return undefined
  return {
    wanted: args.filter((one) => !one.startsWith('-')).map((path) => path.replace(/^\.\//, '')),
    all: flags.length > 0 || Boolean(environment['CI']),
    recordTimes: flags.includes('--record-times'),
  }
}
