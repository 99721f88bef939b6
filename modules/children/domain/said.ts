import type { FormAnswers } from '@gloact/forms'
import { valueOf, type Instant } from '@gloact/kernel'

/** A step of a record as it was opened: what was said, by whom, when. */
export interface Said {
  readonly step: string
  /** Null where the platform took it. */
  readonly by: string | null
  readonly happenedAt: Instant
  readonly answers: FormAnswers
}

/** A record as its log says: where it stands, and its steps in order. */
export interface Recorded {
  readonly id: string
  readonly state: string
  readonly steps: readonly Said[]
}

/** What a step says of a question; undefined where it was not answered. */
export const told = (said: Said | undefined, question: string): string | undefined => {
  const value = said ? valueOf(said.answers[question]) : undefined
  return typeof value === 'string' ? value : undefined
}

export const toldNumber = (said: Said | undefined, question: string): number | undefined => {
  const value = said ? valueOf(said.answers[question]) : undefined
  return typeof value === 'number' ? value : undefined
}

/** Only a yes is a yes: not known, not asked and declined are none. */
export const isYes = (said: Said | undefined, question: string): boolean => told(said, question) === 'yes'

/**
 * Whether somebody was heard. Older records answered it with yes, no or not known; why somebody was not heard is a code of its own since,
 * and none of them is a yes.
 */
export const wasHeard = (said: Said | undefined, question: 'guardian_heard' | 'child_heard'): boolean =>
  ['heard', 'yes'].includes(told(said, question) ?? '')

export const lastOf = (record: Recorded | undefined, ...steps: readonly string[]): Said | undefined =>
  record?.steps.findLast(({ step }) => steps.includes(step))

/** The rows of a group: `options/<row>/place` by row, in order of appearance. */
export function rowsOf(answers: FormAnswers, group: string): readonly Readonly<Record<string, string>>[] {
  const found = new Map<string, Record<string, string>>()
  const gone = new Set<string>()
  for (const [path, answer] of Object.entries(answers)) {
    const [first, row, field] = path.split('/')
    if (first !== group || row === undefined) continue
    const value = valueOf(answer)
    if (field === undefined) {
      if (value !== true) gone.add(row)
      continue
    }
    if (!found.has(row)) found.set(row, {})
    if (typeof value === 'string') found.get(row)![field] = value
  }
  return [...found].flatMap(([row, fields]) => (gone.has(row) ? [] : [fields]))
}

/** Two names or places as people write them: letter case and spaces aside. */
export const sameWords = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && plain(a) === plain(b) && plain(a) !== ''

const plain = (words: string): string => words.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
