import { type RandomWords, uniformBelow } from '../noise/random-words.ts'
import type { CodedRecords } from '../synthesis/records.ts'

/** What two attacks on the synthetic records come to; both are simulated with the sensitive records at hand. */
export interface AttackReport {
  readonly membership: {
    /**
     * How well nearness to a synthetic record tells a person who is in the data from one who is not: 0.5 is guessing, 1 certainty.
     * (Area under the curve.)
     */
    readonly areaUnderCurve: number
    /** Twice its standard error. */
    readonly uncertainty: number
    /**
     * Who is not in the data: people of a file that took no part, or persons put together from halves of two, who are easier to
     * tell apart, so that the figure errs on the side of alarm.
     */
    readonly control: 'other_people' | 'crossed'
  }
  readonly singlingOut: {
    readonly guesses: number
    /** Of combinations that single out one synthetic record, the share that single out one person. */
    readonly success: number
    /** The share for combinations put together from single columns, without the synthetic records' help. */
    readonly baseline: number
    /** Twice the standard error of the difference. */
    readonly uncertainty: number
  }
}

const PERSONS = 300
const COMPARED = 20_000
const GUESSES = 1000
const COLUMNS = 4

/** Simulates both attacks. Sources: Hayes et al. (2019) on membership; Giomi et al., Anonymeter (2023), on singling out. */
export async function simulateAttacks(
  words: RandomWords,
  {
    sensitive,
    synthetic,
    sizes,
    others,
    onProgress,
  }: {
    readonly sensitive: CodedRecords
    readonly synthetic: CodedRecords
    readonly sizes: readonly number[]
    readonly others?: CodedRecords
    /** Called between guesses and waited for: what it throws ends the work. */
    readonly onProgress?: (done: number, total: number) => void | Promise<void>
  },
): Promise<AttackReport> {
  return {
    membership: await membership(words, sensitive, { synthetic, others, pause: () => onProgress?.(0, 1) }),
    singlingOut: await singlingOut(words, sensitive, synthetic, { sizes, onProgress }),
  }
}

async function membership(
  words: RandomWords,
  sensitive: CodedRecords,
  {
    synthetic,
    others,
    pause,
  }: {
    readonly synthetic: CodedRecords
    readonly others: CodedRecords | undefined
    readonly pause: () => void | Promise<void>
  },
): Promise<AttackReport['membership']> {
  const columns = sensitive.values.length
  const persons = Math.min(PERSONS, sensitive.count, others?.count ?? PERSONS)
  const compared = Array.from({ length: Math.min(COMPARED, synthetic.count) }, (_, at) =>
    synthetic.count <= COMPARED ? at : uniformBelow(words, synthetic.count),
  )
  const nearness = (person: readonly number[]): number => {
    let least = columns + 1
    for (const row of compared) {
      let distance = 0
      for (let column = 0; column < columns && distance < least; column++) {
        if (synthetic.values[column]![row] !== person[column]) distance++
      }
      least = Math.min(least, distance)
    }
    return least
  }
  const anyOf = (records: CodedRecords): number => uniformBelow(words, records.count)
  const answers = (records: CodedRecords, row: number): number[] => records.values.map((codes) => codes[row]!)
  const crossed = (): number[] => {
    const [first, second] = [answers(sensitive, anyOf(sensitive)), answers(sensitive, anyOf(sensitive))]
    return first.map((code, column) => (column % 2 === 0 ? code : second[column]!))
  }
  const inside: number[] = []
  const outside: number[] = []
  for (let person = 0; person < persons; person++) {
    await pause()
    inside.push(nearness(answers(sensitive, anyOf(sensitive))))
    outside.push(nearness(others ? answers(others, anyOf(others)) : crossed()))
  }
  let wins = 0
  for (const near of inside) for (const far of outside) wins += near < far ? 1 : near === far ? 0.5 : 0
  return {
    areaUnderCurve: wins / Math.max(1, inside.length * outside.length),
    // Hanley and McNeil at 0.5: the variance is about 1 / (6 persons).
    uncertainty: 2 * Math.sqrt(1 / (6 * Math.max(1, persons))),
    control: others ? 'other_people' : 'crossed',
  }
}

async function singlingOut(
  words: RandomWords,
  sensitive: CodedRecords,
  synthetic: CodedRecords,
  {
    sizes,
    onProgress,
  }: {
    readonly sizes: readonly number[]
    readonly onProgress: ((done: number, total: number) => void | Promise<void>) | undefined
  },
): Promise<AttackReport['singlingOut']> {
  const width = Math.min(COLUMNS, sizes.length)
  const someColumns = (): number[] => {
    const chosen = new Set<number>()
    while (chosen.size < width) chosen.add(uniformBelow(words, sizes.length))
    return [...chosen]
  }
  const held = (records: CodedRecords, columns: readonly number[], codes: readonly number[]): number => {
    let count = 0
    for (let row = 0; row < records.count && count < 2; row++) {
      if (columns.every((column, at) => records.values[column]![row] === codes[at])) count++
    }
    return count
  }
  let guesses = 0
  let hits = 0
  let baselineHits = 0
  for (let tried = 0; tried < GUESSES * 5 && guesses < GUESSES && synthetic.count > 0; tried++) {
    await onProgress?.(Math.max(guesses, tried / 5), GUESSES)
    const columns = someColumns()
    const row = uniformBelow(words, synthetic.count)
    const codes = columns.map((column) => synthetic.values[column]![row]!)
    if (held(synthetic, columns, codes) !== 1) continue
    guesses++
    if (held(sensitive, columns, codes) === 1) hits++
    const blind = columns.map((column) => synthetic.values[column]![uniformBelow(words, synthetic.count)]!)
    if (held(sensitive, columns, blind) === 1) baselineHits++
  }
  const rate = guesses > 0 ? hits / guesses : 0
  const blindRate = guesses > 0 ? baselineHits / guesses : 0
  return {
    guesses,
    success: rate,
    baseline: blindRate,
    uncertainty: 2 * Math.sqrt((rate * (1 - rate) + blindRate * (1 - blindRate)) / Math.max(1, guesses)),
  }
}
