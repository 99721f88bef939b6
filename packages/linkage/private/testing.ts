import { randomSource, unwrap } from '@gloact/kernel'
import { readAgreement, type AgreedField, type LinkageAgreement, type LinkageProfile } from './agreement.ts'
import type { AgencyEncoding } from './encode-for-agency.ts'
import { encodeUnderAgreement, type AgreedEncoding, type TextTable } from './encode-list.ts'

/** The fields of the agreements of tests. */
export const FIELDS: readonly AgreedField[] = [
  { column: 'given', kind: 'name' },
  { column: 'family', kind: 'name' },
  { column: 'born', kind: 'date' },
  { column: 'sex', kind: 'sex' },
  { column: 'phone', kind: 'number' },
]

/** An agreement as a document, with what a test changes. */
export const documentOf = (changes: object = {}) => ({
  format: 'gloact-linkage-agreement',
  version: 1,
  purpose: 'statistics',
  profile: 'strict',
  parties: ['north', 'south'],
  expiresOn: '2100-01-01',
  fields: FIELDS,
  ...changes,
})

/** What parties to tests and measurements agree on: counts, for good. */
export const agreementOf = (
  profile: LinkageProfile,
  parties: readonly string[] = ['north', 'south'],
  fields: readonly AgreedField[] = FIELDS,
): LinkageAgreement => unwrap(readAgreement(documentOf({ profile, parties, fields })))

/** The text that comes in pieces, which were not encrypted. */
export async function textOf(pieces: AgencyEncoding['encodings']): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += String(piece)
  return text
}

const SECRET = new Uint8Array(32).fill(7)

/** A list as its agency encodes it, with a secret that is none; dummies and order are the same for a seed. */
export const encodedBy = (agreement: LinkageAgreement, table: TextTable, seed: number): AgreedEncoding =>
  unwrap(
    encodeUnderAgreement(table, {
      agreement,
      secret: SECRET,
      today: '2026-01-01',
      choose: randomSource(seed).below,
    }),
  )

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

/** How many bits are set, counted one by one. */
export const countBits = (bytes: Uint8Array): number => sharedBits(bytes, bytes)

/** How many bits two filters of one width share. */
export function sharedBits(first: Uint8Array, second: Uint8Array): number {
  let count = 0
  for (const [at, byte] of first.entries()) {
    for (let rest = byte & second[at]!; rest > 0; rest &= rest - 1) count++
  }
  return count
}
