import { canonicalJson, err, ok, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LinkageProblem } from './linkage-schema.ts'

/** One time that a list was encoded under an agreement and attacked, whether it was handed out or not. */
export interface EncodingTry {
  /** YYYY-MM-DD. */
  readonly on: string
  /** A keyed digest of the list: another list, or the same with a row changed, has another. */
  readonly list: string
  /** The most that an attack found, as a share of the records. */
  readonly found: number
  readonly handedOut: boolean
}

/** What of the tries travels with the encodings. */
export interface TriesRecorded {
  readonly number: number
  readonly refused: number
}

const FORMAT = 'gloact-encoding-try'

interface Line extends EncodingTry {
  readonly format: typeof FORMAT
  readonly agreement: string
  /** The digest of the line before; of the first the agreement’s. */
  readonly after: string
}

const digestOf = (line: Line): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(line))))

const changed: LinkageProblem = {
  code: 'tries_changed',
  message:
    'The record of what was tried under this agreement is not as it was written: a line is missing or was changed. Restore it from a copy; ' +
    'without it nobody can tell how often the attacks were tried.',
}

/** The tries that are recorded under an agreement, one a line, each with the digest of the one before. */
export function readTries(text: string, agreement: string): Result<readonly EncodingTry[], LinkageProblem> {
  const tries: EncodingTry[] = []
  let after = agreement
  for (const row of text.split('\n').filter((line) => line.trim() !== '')) {
    const line = lineOf(row)
    if (!line || line.agreement !== agreement || line.after !== after) return err(changed)
    const { on, list, found, handedOut } = line
    tries.push({ on, list, found, handedOut })
    after = digestOf(line)
  }
  return ok(tries)
}

function lineOf(text: string): Line | undefined {
  try {
    const { format, agreement, after, on, list, found, handedOut } = Object(JSON.parse(text)) as Record<string, unknown>
    const areTexts = [agreement, after, on, list].every((value) => typeof value === 'string')
    const isLine = format === FORMAT && areTexts && typeof found === 'number' && typeof handedOut === 'boolean'
    return isLine ? ({ format, agreement, after, on, list, found, handedOut } as Line) : undefined
  } catch {
    // What is no JSON is no line of it.
    return undefined
  }
}

/** The record as it is kept beside the agreement. */
export function writeTries(tries: readonly EncodingTry[], agreement: string): string {
  let after = agreement
  return tries
    .map(({ on, list, found, handedOut }) => {
      const line: Line = { format: FORMAT, agreement, after, on, list, found, handedOut }
      after = digestOf(line)
      return `${JSON.stringify(line)}\n`
    })
    .join('')
}

/** The tries with this one, which is not counted twice where the same list ended in the same way. */
export const withTry = (tries: readonly EncodingTry[], own: EncodingTry): readonly EncodingTry[] =>
  tries.some(({ list, found, handedOut }) => list === own.list && found === own.found && handedOut === own.handedOut)
    ? tries
    : [...tries, own]

export const triesRecorded = (tries: readonly EncodingTry[]): TriesRecorded => ({
  number: tries.length,
  refused: tries.filter(({ handedOut }) => !handedOut).length,
})

/** The most that an attack found in any of the tries. */
export const worstOf = (tries: readonly EncodingTry[]): number => Math.max(0, ...tries.map(({ found }) => found))
