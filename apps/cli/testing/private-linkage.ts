import { randomSource } from '@gloact/kernel'

const SYLLABLES = 'ba do fe gi ha jo ka lu me ni pa ro sa te vi wa ya zo'.split(' ')
const FIELDS = { given_name: 'name', family_name: 'name', born: 'date', sex: 'sex', phone: 'number' } as const
const two = (value: number): string => String(value).padStart(2, '0')

/** A list of invented people, the same for a number: one row for each number, with an id that begins with `prefix`. */
export function listOf(prefix: string, numbers: readonly number[]): string {
  const rows = numbers.map((number, row) => {
    const choose = randomSource(number).below
    const word = (): string => Array.from({ length: 3 }, () => SYLLABLES[choose(SYLLABLES.length)]).join('')
    const born = `${1950 + choose(60)}-${two(1 + choose(12))}-${two(1 + choose(28))}`
    const sex = choose(2) ? 'female' : 'male'
    return [`${prefix}-${row}`, word(), word(), born, sex, 10_000_000 + choose(89_999_999)].join()
  })
  return `${['id', ...Object.keys(FIELDS)].join()}\n${rows.join('\n')}\n`
}

/** A list whose names run into one another, each record like its neighbours in a way of its own: what graph matching finds. */
export function entangledList(length: number): string {
  const choose = randomSource(3).below
  const long = Array.from({ length: 3 * length + 40 }, () => String.fromCodePoint(97 + choose(26))).join('')
  const rows = Array.from({ length }, (_, row) => {
    const [given, family] = [
      long.slice(2 * row, 2 * row + 5 + ((row * 7) % 23)),
      long.slice(row, row + 4 + ((row * 5) % 17)),
    ]
    return ['entangled', given, family, '1990-01-01', 'female', 12_345_678].join()
  })
  return `${['id', ...Object.keys(FIELDS)].join()}\n${rows.join('\n')}\n`
}

/**
 * What two agencies agreed on, for the strict profile and the columns of `listOf`. Among so few the attacks find a person by
 * chance now and then, and dummies are drawn again each time: so they agree on a loose limit.
 */
export const agreementOf = (...parties: readonly string[]) => ({
  format: 'gloact-linkage-agreement',
  version: 1,
  purpose: 'statistics',
  profile: 'strict',
  parties,
  expiresOn: '2100-01-01',
  mostFound: 0.1,
  fields: Object.entries(FIELDS).map(([column, kind]) => ({ column, kind })),
})

/** A linkage schema of version 3 for columns of text, with so many bits a field. */
export const linkageSchema = (columns: readonly string[], { bits = 1024, bitsPerFeature = 150 } = {}) => ({
  version: 3,
  clkConfig: { l: bits, kdf: { type: 'HKDF', hash: 'SHA256', salt: 'AAAA', info: 'AAAA', keySize: 64 } },
  features: columns.map((identifier) => ({
    identifier,
    format: { type: 'string', encoding: 'utf-8' },
    hashing: { comparison: { type: 'ngram', n: 2 }, strategy: { bitsPerFeature }, hash: { type: 'blakeHash' } },
  })),
})
