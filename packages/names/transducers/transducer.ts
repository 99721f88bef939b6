/**
 * A memoryless pair transducer (Ristad and Yianilos 1998, "Learning string-edit distance"): two spellings of one word
 * are written side by side by a run of operations, each of which writes a unit of the one, of the other, or of both.
 * A unit is a letter or two letters that stand for one sound ("kh"). Every operation has one probability.
 */

/** The units of one side. Number 0 is the empty unit; the letters come next, then the units of two letters. */
export interface Alphabet {
  readonly letters: readonly string[]
  readonly pairs: readonly string[]
  readonly singleOf: ReadonlyMap<string, number>
  readonly pairOf: ReadonlyMap<string, number>
  /** How many units there are, the empty one counted. */
  readonly size: number
}

/** Stands for every letter that an alphabet does not know: the first of its letters. */
const UNKNOWN = '?'
export const UNKNOWN_UNIT = 1

export function createAlphabet(letters: readonly string[], pairs: readonly string[] = []): Alphabet {
  const known = [UNKNOWN, ...letters]
  return {
    letters: known,
    pairs,
    singleOf: new Map(known.map((letter, at) => [letter, at + 1])),
    pairOf: new Map(pairs.map((pair, at) => [pair, at + 1 + known.length])),
    size: 1 + known.length + pairs.length,
  }
}

export const unitAt = (alphabet: Alphabet, unit: number): string =>
  unit === 0 ? '' : (alphabet.letters[unit - 1] ?? alphabet.pairs[unit - 1 - alphabet.letters.length]!)

/** A word as units: `singles[i]` is the letter at i, `pairs[i]` the unit of the letters at i - 1 and i, or 0. */
export interface Spelled {
  readonly length: number
  readonly singles: readonly number[]
  readonly pairs: readonly number[]
}

/** Longest word that is spelled: what comes after is not compared. */
const LONGEST_WORD = 40

export function spell(alphabet: Alphabet, word: string): Spelled {
  const letters = [...word].slice(0, LONGEST_WORD)
  const singles = letters.map((letter) => alphabet.singleOf.get(letter) ?? UNKNOWN_UNIT)
  const pairs = letters.map((letter, at) => (at === 0 ? 0 : (alphabet.pairOf.get(letters[at - 1]! + letter) ?? 0)))
  return { length: letters.length, singles, pairs }
}

export interface Transducer {
  readonly left: Alphabet
  readonly right: Alphabet
  /**
   * `joint[u * right.size + v]`: the probability of writing unit u and unit v, divided by what the letters of both have
   * by chance. In this scale words of any length stay far from zero.
   */
  readonly joint: Float64Array
  /** The probabilities of a word on its own are those of these units, in the same scale. */
  readonly leftAlone: Float64Array
  readonly rightAlone: Float64Array
  /** The most that a unit weighs with any unit of the other side, in the same scale. */
  readonly leftMost: Float64Array
  readonly rightMost: Float64Array
  /** What the ends of two words weigh beside those of each on its own. */
  readonly ending: number
}

/**
 * A transducer from the probabilities of its operations (left unit, right unit; the pair of empty units has none) and
 * of the end. They need not add up to 1: they are brought to that.
 */
export function createTransducer(left: Alphabet, right: Alphabet, operations: Float64Array, end: number): Transducer {
  const [rows, columns] = [left.size, right.size]
  let total = end
  for (const value of operations) total += value
  const leftSums = new Float64Array(rows)
  const rightSums = new Float64Array(columns)
  for (let u = 0; u < rows; u++) {
    for (let v = 0; v < columns; v++) {
      const operation = operations[u * columns + v]!
      // Most pairs of units are never written.
      if (operation === 0) continue
      const value = operation / total
      leftSums[u]! += value
      rightSums[v]! += value
    }
  }
  const leftChance = chances(left, leftSums)
  const rightChance = chances(right, rightSums)
  const joint = new Float64Array(rows * columns)
  const leftMost = new Float64Array(rows)
  const rightMost = new Float64Array(columns)
  for (let u = 0; u < rows; u++) {
    for (let v = 0; v < columns; v++) {
      const operation = operations[u * columns + v]!
      if (operation === 0) continue
      const value = operation / total / (leftChance[u]! * rightChance[v]!)
      joint[u * columns + v] = value
      if (value > leftMost[u]!) leftMost[u] = value
      if (value > rightMost[v]!) rightMost[v] = value
    }
  }
  return {
    left,
    right,
    joint,
    leftMost,
    rightMost,
    leftAlone: leftSums.map((sum, u) => (u === 0 ? 0 : sum / (1 - leftSums[0]!) / leftChance[u]!)),
    rightAlone: rightSums.map((sum, v) => (v === 0 ? 0 : sum / (1 - rightSums[0]!) / rightChance[v]!)),
    ending: ((1 - leftSums[0]!) * (1 - rightSums[0]!)) / (end / total),
  }
}

const LEAST_CHANCE = 1e-9

function chances(alphabet: Alphabet, sums: Float64Array): Float64Array {
  const silent = sums[0]!
  const chance = new Float64Array(alphabet.size).fill(1)
  const single = (letter: string): number =>
    Math.max(sums[alphabet.singleOf.get(letter)!]! / (1 - silent), LEAST_CHANCE)
  alphabet.letters.forEach((letter, at) => (chance[at + 1] = single(letter)))
  alphabet.pairs.forEach((pair, at) => {
    chance[at + 1 + alphabet.letters.length] = [...pair].reduce((product, letter) => product * single(letter), 1)
  })
  return chance
}

const WIDTH = LONGEST_WORD + 1
const reached = new Float64Array(WIDTH * WIDTH)
const alone = new Float64Array(WIDTH)

/** The probability of a word on its own, over that of its letters by chance: by the units of its side. */
export function wordAlone(word: Spelled, units: Float64Array): number {
  alone[0] = 1
  for (let i = 1; i <= word.length; i++) {
    let sum = alone[i - 1]! * units[word.singles[i - 1]!]!
    const pair = word.pairs[i - 1]!
    if (pair > 0) sum += alone[i - 2]! * units[pair]!
    alone[i] = sum
  }
  return alone[word.length]!
}

/** The most that a word can weigh, whatever stands beside it, by the most of each unit. */
export function most(word: Spelled, units: Float64Array): number {
  alone[0] = 1
  for (let i = 1; i <= word.length; i++) {
    const one = alone[i - 1]! * units[word.singles[i - 1]!]!
    const pair = word.pairs[i - 1]!
    alone[i] = pair > 0 ? Math.max(one, alone[i - 2]! * units[pair]!) : one
  }
  return alone[word.length]!
}

/** The probability of both words as spellings of one, over that of their letters by chance, summed over all alignments. */
export function together(transducer: Transducer, a: Spelled, b: Spelled): number {
  const { joint } = transducer
  const columns = transducer.right.size
  const rows = a.length
  const width = b.length
  const { singles: bSingles, pairs: bPairs } = b
  for (let i = 0; i <= rows; i++) {
    const row = i * WIDTH
    const u1 = i > 0 ? a.singles[i - 1]! * columns : 0
    const u2 = i > 1 ? a.pairs[i - 1]! * columns : 0
    for (let j = 0; j <= width; j++) {
      if (i === 0 && j === 0) {
        reached[0] = 1
        continue
      }
      const at = row + j
      let sum = 0
      const v1 = j > 0 ? bSingles[j - 1]! : 0
      const v2 = j > 1 ? bPairs[j - 1]! : 0
      if (j > 0) {
        sum += reached[at - 1]! * joint[v1]!
        if (v2 > 0) sum += reached[at - 2]! * joint[v2]!
      }
      if (i > 0) {
        const above = at - WIDTH
        sum += reached[above]! * joint[u1]!
        if (j > 0) sum += reached[above - 1]! * joint[u1 + v1]!
        if (v2 > 0) sum += reached[above - 2]! * joint[u1 + v2]!
        if (u2 > 0) {
          const twoAbove = above - WIDTH
          sum += reached[twoAbove]! * joint[u2]!
          if (j > 0) sum += reached[twoAbove - 1]! * joint[u2 + v1]!
          if (v2 > 0) sum += reached[twoAbove - 2]! * joint[u2 + v2]!
        }
      }
      reached[at] = sum
    }
  }
  return reached[rows * WIDTH + width]!
}
