import { matchesGlob } from 'node:path'
import { readText } from '../checks/files.ts'

/** A part of the thorough run, by its name: `npm run test:thorough -- screens`. */
export interface Part {
  readonly name: string
  /** What it tries, as CONTRIBUTING.md says it. */
  readonly what: string
  /** What `npm test` runs of it, as CONTRIBUTING.md says it. */
  readonly slice: string
  /** Which of all test files it runs, and which of those it does not. */
  readonly files: readonly string[]
  readonly without?: readonly string[]
  /** Only files in which this stands. */
  readonly mentioning?: string
  /** Runs once with each of these sets of variables; without any, once. */
  readonly runs?: readonly Readonly<Record<string, string>>[]
}

const MOVED_TO = ['2027-05-29T22:20:00Z', '2030-12-31T22:20:00Z'] as const

/**
 * What explores rather than proves. `npm test` runs a slice of each, drawn by `GLOACT_TEST_SEED`; `npm run test:thorough` runs all of it.
 * A test reads `GLOACT_TEST_THOROUGH` to know in which of the two it is.
 */
export const PARTS: readonly Part[] = [
  {
    name: 'screens',
    what: 'every screen in Arabic and another language, on either width, with axe; the gallery; contrasts; the sandbox in seven looks',
    slice:
      'every screen once, on one width and in one language; each kind of screen with axe once; a look of each kind',
    files: ['tests/e2e/{every-screen,gallery,contrast,sandbox,bad-input,hostile-text,libraries}.test.ts'],
  },
  {
    name: 'histories',
    what: 'the properties of packages and modules with five other seeds',
    slice: 'the same with one seed',
    files: ['{packages,modules,platform}/**/*.test.ts'],
    mentioning: 'fast-check',
    runs: ['1', '2', '3', '4', '5'].map((seed) => ({ GLOACT_TEST_SEED: seed })),
  },
  {
    name: 'storms',
    what: 'servers and databases killed 40 times under writers, 20,000 hostile requests, a database away for a minute',
    slice: 'two kills, 2,000 requests, five seconds',
    files: ['tests/faults/*.test.ts'],
  },
  {
    name: 'draws',
    what: 'large tables and lists: linkage, estimation, disclosure and names as published and at their sizes',
    slice: 'one or two of each kind',
    files: ['**/*.thorough.test.ts'],
    without: ['tests/**'],
  },
  {
    name: 'module',
    what: 'a generated module holds the checks, and its own tests pass',
    slice: 'a module is generated, and touches four files outside it',
    files: ['tests/tooling/new-module.thorough.test.ts'],
  },
  {
    name: 'slow',
    what: 'paths through a browser that is six times slower',
    slice: 'none',
    files: ['tests/e2e/{first-contact,path,working-together,referral,lists-and-corrections}.test.ts'],
    runs: [{ GLOACT_TEST_SLOWER: '6' }],
  },
  {
    name: 'clock',
    what: 'all of `npm test` but the tooling, with the clocks of Node, the browser and PostgreSQL at 29 May 2027 and 31 December 2030, 22:20 UTC',
    slice: 'none',
    files: ['**/*.test.ts'],
    without: ['tests/tooling/**', 'tools/**', '**/*.thorough.test.ts'],
    runs: MOVED_TO.map((moment) => ({ GLOACT_TEST_MOMENT: moment })),
  },
]

/** The files of a part, of all that there are. */
export function filesOf(root: string, part: Part, all: readonly string[]): readonly string[] {
  const { files, without = [], mentioning } = part
  const matches = (file: string, patterns: readonly string[]) => patterns.some((pattern) => matchesGlob(file, pattern))
  return all.filter(
    (file) =>
      matches(file, files) &&
      !matches(file, without) &&
      (mentioning === undefined || readText(root, file).includes(mentioning)),
  )
}

/** Files that run with the same variables, beside what `npm test` sets. */
export interface Pass {
  readonly name: string
  readonly files: readonly string[]
  readonly variables: Readonly<Record<string, string>>
}

/** What runs one after another: parts without variables of their own together, each of the others by itself. */
export function passesOf(root: string, parts: readonly Part[], all: readonly string[]): readonly Pass[] {
  const together = parts.filter(({ runs }) => runs === undefined)
  const files = new Set(together.flatMap((part) => filesOf(root, part, all)))
  const passes: Pass[] = [
    {
      name: together.map(({ name }) => name).join(', '),
      files: all.filter((file) => files.has(file)),
      variables: { GLOACT_TEST_THOROUGH: '1' },
    },
    // Another seed, a slower browser, another clock: for what `npm test` runs.
    ...parts.flatMap((part) =>
      (part.runs ?? []).map((variables) => ({
        name: `${part.name} ${Object.values(variables).join(' ')}`,
        files: filesOf(root, part, all),
        variables,
      })),
    ),
  ]
  return passes.filter((pass) => pass.files.length > 0)
}
