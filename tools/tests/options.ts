import { PARTS, type Part } from './plan.ts'

/** What `npm test -- …` or `npm run test:thorough -- …` was asked for. */
export interface TestRunOptions {
  /** Files or folders; everything where none is named. */
  readonly wanted: readonly string[]
  /** Also what has passed with the same inputs before. */
  readonly all: boolean
  /** Writes how long the files took the processor to `COSTS`. */
  readonly recordTimes: boolean
  /** The parts of the thorough run; undefined for `npm test`. */
  readonly parts: readonly Part[] | undefined
}

export const USAGE = `npm test -- [PATH…] [--all] [--record-times]

  PATH            only the test files below these folders, or these files
  --all           also what has passed with the same inputs before (always so where CI is set)
  --record-times  write down how many seconds of processor each test file takes, for the budgets that npm run check holds

npm run test:thorough -- [PART…] [PATH…]

  PART            only these parts: ${PARTS.map(({ name }) => name).join(', ')}`

const FLAGS = new Set(['--all', '--record-times', '--thorough'])

/** Reads the arguments; undefined where one is unknown. */
export function readTestOptions(args: readonly string[], environment: NodeJS.ProcessEnv): TestRunOptions | undefined {
  const flags = args.filter((one) => one.startsWith('-'))
  if (flags.some((flag) => !FLAGS.has(flag))) return undefined
  const words = args.filter((one) => !one.startsWith('-')).map((path) => path.replace(/^\.\//, ''))
  const thorough = flags.includes('--thorough')
  const named = thorough ? PARTS.filter(({ name }) => words.includes(name)) : []
  const wanted = words.filter((word) => !named.some(({ name }) => name === word))
  // A path has a slash; anything else was meant as a part.
  if (thorough && wanted.some((word) => !word.includes('/'))) return undefined
  return {
    wanted,
    all: flags.length > 0 || Boolean(environment['CI']),
    recordTimes: flags.includes('--record-times'),
    parts: thorough ? (named.length > 0 ? named : PARTS) : undefined,
  }
}
