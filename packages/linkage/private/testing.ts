import { randomSource } from '@gloact/kernel'
import type { AgreedField } from './agreement.ts'

/** The fields of the agreements of tests. */
export const FIELDS: readonly AgreedField[] = [
  { column: 'given', kind: 'name' },
  { column: 'family', kind: 'name' },
  { column: 'born', kind: 'date' },
  { column: 'sex', kind: 'sex' },
  { column: 'phone', kind: 'number' },
]

/** Invented people, the same for a seed: an id, and a text for each of the fields. */
export function people(count: number, seed: number): string[][] {
  const choose = randomSource(seed).below
  const syllables = 'ba do fe gi ha jo ka lu me ni pa ro sa te vi wa ya zo'.split(' ')
  const word = (): string => Array.from({ length: 3 }, () => syllables[choose(syllables.length)]).join('')
  return Array.from({ length: count }, (_, at) => [
    `${seed}-${at}`,
    word(),
    word(),
    `${1950 + choose(60)}-${String(1 + choose(12)).padStart(2, '0')}-${String(1 + choose(28)).padStart(2, '0')}`,
    choose(2) === 0 ? 'female' : 'male',
    String(10_000_000 + choose(89_999_999)),
  ])
}
