import { randomSource } from '@gloact/kernel'

/** The lists as five agencies keep them, and on which of them each person is (as bits). */
export interface FiveLists {
  readonly columns: readonly string[]
  readonly lists: readonly (readonly (readonly string[])[])[]
  /** Persons by the lists they are on, planted ones left out: element 0 is nobody. */
  readonly truth: Uint32Array
}

export const FIVE_COLUMNS = ['id', 'given', 'family', 'born', 'sex', 'place', 'phone', 'planted'] as const

/** Records of the five lists. */
const SIZES = [459, 560, 680, 810, 938]
const SYLLABLES = 'ba do fe gi ha jo ka lu me ni pa ro sa te vi wa ya zo nur mir khan shi ta li'.split(' ')
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Five lists of a population, of 459 to 938 people, generated from a seed: each person is on each list independently, and every list has
 * its own mistakes in every field, at `mistakes` of the fields. Planted people are on all lists, entered with the same mistakes.
 */
export function fiveLists(seed: number, { mistakes = 0.3, planted = 0, population = 6000 } = {}): FiveLists {
  const { below, unit } = randomSource(seed)
  const pick = <Of>(from: readonly Of[]): Of => from[below(from.length)]!
  const names = Array.from({ length: 400 }, () => Array.from({ length: 2 + below(2) }, () => pick(SYLLABLES)).join(''))
  // Some names are much commoner than others.
  const name = (): string => names[Math.floor(names.length * unit() ** 2)]!
  const places = Array.from({ length: 60 }, () => `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}`)
  const digits = (count: number): string => Array.from({ length: count }, () => below(10)).join('')
  const day = (): string => String(1 + below(28)).padStart(2, '0')
  const month = (): string => String(1 + below(12)).padStart(2, '0')
  const person = (): string[] => [
    name(),
    name(),
    `${1960 + below(48)}-${month()}-${day()}`,
    pick(['female', 'male']),
    pick(places),
    unit() < 0.5 ? digits(9) : '',
  ]
  const slip = (text: string): string => {
    const at = below(text.length)
    return `${text.slice(0, at)}${pick([...LETTERS])}${text.slice(at + below(2))}`
  }
  const wrong = (field: number, text: string): string => {
    if (text === '') return ''
    if (unit() < 0.3) return ''
    if (field === 2)
      return pick([
        `${text.slice(0, 5)}${text.slice(8)}-${text.slice(5, 7)}`,
        `${text.slice(0, 5)}01-01`,
        `${Number(text.slice(0, 4)) + 1}${text.slice(4)}`,
      ])
    if (field === 3) return text === 'male' ? 'female' : 'male'
    if (field === 5) return digits(9)
    return unit() < 0.3 ? name() : slip(slip(text))
  }
  const entered = (values: readonly string[]): string[] =>
    values.map((text, field) => (unit() < (field === 3 ? mistakes / 10 : mistakes) ? wrong(field, text) : text))
  const lists: string[][][] = SIZES.map(() => [])
  const truth = new Uint32Array(2 ** SIZES.length)
  for (let at = 0; at < population; at++) {
    const values = person()
    let on = 0
    for (const [list, size] of SIZES.entries()) {
      if (unit() * population >= size) continue
      on |= 1 << list
      lists[list]!.push([`${list}-${at}`, ...entered(values), ''])
    }
    truth[on]!++
  }
  truth[0] = 0
  for (let number = 1; number <= planted; number++) {
    const values = person()
    for (const [list, rows] of lists.entries())
      rows.push([`planted-${list}-${number}`, ...entered(values), String(number)])
  }
  return { columns: FIVE_COLUMNS, lists, truth }
}

/** The fields of an agreement on these lists. */
export const FIVE_KINDS = [
  { column: 'given', kind: 'name' },
  { column: 'family', kind: 'name' },
  { column: 'born', kind: 'date' },
  { column: 'sex', kind: 'sex' },
  { column: 'place', kind: 'place' },
  { column: 'phone', kind: 'number' },
] as const
