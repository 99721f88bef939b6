import { createAlphabet, createTransducer, UNKNOWN_UNIT, unitAt, type Alphabet, type Transducer } from './transducer.ts'

/** The operations of a transducer: `operations[u * right.size + v]` writes units u and v; and the end of both words. */
export interface Operations {
  readonly left: Alphabet
  readonly right: Alphabet
  readonly operations: Float64Array
  readonly end: number
}

/** What stands for the empty unit. */
const EMPTY = '-'
// A probability is written as the number of times that the fourth root of two goes into its inverse.
const STEPS = 4
const ROOTS = [1, 0.8408964152537145, Math.SQRT1_2, 0.5946035575013605] as const

function fromSteps(steps: number): number {
  let value: number = ROOTS[(steps % STEPS) as 0 | 1 | 2 | 3]
  for (let halves = Math.floor(steps / STEPS); halves > 0; halves--) value /= 2
  return value
}

function toSteps(probability: number): number {
  let steps = 0
  while (fromSteps(steps + 1) >= probability) steps++
  const [above, below] = [fromSteps(steps), fromSteps(steps + 1)]
  return above - probability <= probability - below ? steps : steps + 1
}

/**
 * A table as text: a line for the end, then one for each left unit that writes something: the unit, then each right
 * unit with its probability in steps of a quarter of a bit ("خ kh34 h48 k52"). `-` is the empty unit.
 */
export function writeTable({ left, right, operations, end }: Operations): string {
  const lines = [`. ${toSteps(end)}`]
  for (let u = 0; u < left.size; u++) {
    const written: { unit: string; steps: number }[] = []
    for (let v = 0; v < right.size; v++) {
      const value = operations[u * right.size + v]!
      if (value > 0) written.push({ unit: unitAt(right, v) || EMPTY, steps: toSteps(value) })
    }
    if (written.length === 0) continue
    const sorted = written.toSorted((a, b) => a.steps - b.steps || (a.unit < b.unit ? -1 : 1))
    lines.push(`${unitAt(left, u) || EMPTY} ${sorted.map(({ unit, steps }) => unit + steps).join(' ')}`)
  }
  return lines.join('\n')
}

/** The operations of a table, its own and no other. Throws where the text is no table. */
export function readTable(text: string): Operations {
  const [ending, ...lines] = text.trim().split('\n')
  const rows = lines.map((line) => {
    const [unit, ...written] = line.split(' ')
    return {
      unit: unit!,
      written: written.map((one) => {
        const parts = /^(\D+)(\d+)$/u.exec(one)
        if (!parts) throw new Error('a table of a transducer is damaged')
        return { unit: parts[1]!, probability: fromSteps(Number(parts[2])) }
      }),
    }
  })
  const units = rows.flatMap(({ written }) => written.map(({ unit }) => unit)).filter((unit) => unit !== EMPTY)
  const nativeUnits = rows.map(({ unit }) => unit).filter((unit) => unit !== EMPTY)
  const sorted = (list: readonly string[]): string[] => [...new Set(list)].toSorted()
  const left = createAlphabet(sorted(nativeUnits))
  const right = createAlphabet(
    sorted(units.flatMap((unit) => [...unit])),
    sorted(units.filter((unit) => [...unit].length === 2)),
  )
  const numberOf = (alphabet: Alphabet, unit: string): number =>
    unit === EMPTY ? 0 : (alphabet.singleOf.get(unit) ?? alphabet.pairOf.get(unit)!)
  const operations = new Float64Array(left.size * right.size)
  for (const { unit, written } of rows)
    for (const one of written)
      operations[numberOf(left, unit) * right.size + numberOf(right, one.unit)] = one.probability
  return { left, right, operations, end: fromSteps(Number(/^\. (\d+)$/.exec(ending!)![1])) }
}

/**
 * What an operation that was never learned is to one that joins its letters by chance. Without it one slip of the pen
 * would make two spellings impossible.
 */
const UNLEARNED = 0.003
const LEAST_CHANCE = 1e-6
const EMPTY_CHANCE = 0.01

/**
 * A transducer that can write any two words: operations on single letters that were not learned get a small share. A
 * letter that the alphabet does not know says next to nothing, and two of them are not taken for one another.
 */
export function complete({ left, right, operations, end }: Operations): Transducer {
  const columns = right.size
  const leftSums = new Float64Array(left.size)
  const rightSums = new Float64Array(columns)
  for (let u = 0; u < left.size; u++) {
    for (let v = 0; v < columns; v++) {
      const value = operations[u * columns + v]!
      if (value === 0) continue
      leftSums[u]! += value
      rightSums[v]! += value
    }
  }
  const completed = operations.slice()
  for (let u = 0; u <= left.letters.length; u++) {
    for (let v = 0; v <= right.letters.length; v++) {
      const at = u * columns + v
      if (at === 0 || completed[at]! > 0 || (u === UNKNOWN_UNIT && v === UNKNOWN_UNIT)) continue
      const chanceOfLeft = u === 0 ? EMPTY_CHANCE : Math.max(leftSums[u]!, LEAST_CHANCE)
      const chanceOfRight = v === 0 ? EMPTY_CHANCE : Math.max(rightSums[v]!, LEAST_CHANCE)
      completed[at] = UNLEARNED * chanceOfLeft * chanceOfRight
    }
  }
  return createTransducer(left, right, completed, end)
}
