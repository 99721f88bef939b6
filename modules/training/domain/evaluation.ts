/** The tests of an event: before it, and after it. */
export const TEST_KINDS = ['pre', 'post'] as const
export type TestKind = (typeof TEST_KINDS)[number]

/** One sitting of a test by one participant; the share of each question's mark that it earned. */
export interface Attempt {
  readonly participantId: string
  readonly test: TestKind
  /** 1 for the first that arrived. */
  readonly number: number
  readonly marks: Readonly<Record<string, number>>
}

/** Points of an attempt, from 0 to 100. A question that was not answered earned nothing and counts. */
export function scoreOf({ marks }: Pick<Attempt, 'marks'>): number | null {
  const all = Object.values(marks)
  return all.length === 0 ? null : (sum(all) / all.length) * 100
}

/**
 * The attempt that counts: the first, or the last where the event allows a test to be repeated. A second attempt never counts unless
 * that was allowed.
 */
export function countingAttempts(attempts: readonly Attempt[], repeats: boolean): readonly Attempt[] {
  const counting = new Map<string, Attempt>()
  for (const attempt of attempts) {
    const key = `${attempt.participantId}|${attempt.test}`
    const before = counting.get(key)
    const takesOver =
      before === undefined || (repeats ? attempt.number > before.number : attempt.number < before.number)
    if (takesOver) counting.set(key, attempt)
  }
  return [...counting.values()]
}

/** How many, of how many: a figure never stands without them. */
export interface Mean {
  readonly n: number
  /** Null where it is of nobody. */
  readonly mean: number | null
}

export interface Evaluation {
  readonly attended: number
  /** Who attended and sat both tests. */
  readonly paired: number
  readonly pre: Mean
  readonly post: Mean
  /** Whether points of the two tests mean the same, so that one may be taken from the other. */
  readonly comparable: boolean
  /** Points gained, of those who sat both; of nobody where the tests are not comparable. */
  readonly gain: Mean
  /** (post − pre) ÷ (100 − pre), of those who sat both and did not have 100 before: for those it is undefined. */
  readonly normalisedGain: Mean
  /** Who reached the pass mark afterwards, of those who sat the test after. */
  readonly passed: { readonly n: number; readonly count: number; readonly share: number | null }
  readonly items: readonly ItemStatistics[]
}

/** One question in one of the tests. */
export interface ItemStatistics {
  readonly questionId: string
  readonly test: TestKind
  readonly n: number
  /** The mean share of its mark: 1 is a question that everybody answered rightly. Null where nobody was asked. */
  readonly difficulty: number | null
  /**
   * The correlation of its mark with the points on the other questions of the same test. Null for fewer than `FEWEST`, or where one
   * of the two is the same for everybody: there is nothing that it could tell apart.
   */
  readonly discrimination: number | null
  /** How much easier it was after than before, where both tests asked it. */
  readonly easier: number | null
}

/** Below so many people a correlation says more about them than about the question. */
export const FEWEST = 5

/** What was learnt, by the attempts that count of those who attended (Kirkpatrick, level 2). */
export function evaluate(given: {
  readonly attended: readonly string[]
  readonly attempts: readonly Attempt[]
  readonly repeats: boolean
  readonly passMark: number
  /** How many answered each question before they were taught at other events, and how well: what makes two forms comparable. */
  readonly earlier?: ReadonlyMap<string, { readonly n: number; readonly difficulty: number }>
}): Evaluation {
  const present = new Set(given.attended)
  const counting = countingAttempts(given.attempts, given.repeats).filter(({ participantId }) =>
    present.has(participantId),
  )
  const scores = (test: TestKind) =>
    new Map(
      counting.flatMap((attempt) => {
        const score = attempt.test === test ? scoreOf(attempt) : null
        return score === null ? [] : [[attempt.participantId, score] as const]
      }),
    )
  const before = scores('pre')
  const after = scores('post')
  const pairs = [...before].flatMap(([id, pre]) => {
    const post = after.get(id)
    return post === undefined ? [] : [{ pre, post }]
  })
  const comparable = areComparable(counting, given.earlier ?? new Map())
  const gained = comparable ? pairs : []
  const passed = [...after.values()].filter((score) => score >= given.passMark - ROUNDING).length
  return {
    attended: present.size,
    paired: pairs.length,
    pre: meanOf([...before.values()]),
    post: meanOf([...after.values()]),
    comparable,
    gain: meanOf(gained.map(({ pre, post }) => post - pre)),
    normalisedGain: meanOf(gained.flatMap(({ pre, post }) => normalisedGain(pre, post) ?? [])),
    passed: { n: after.size, count: passed, share: after.size === 0 ? null : passed / after.size },
    items: itemStatistics(counting),
  }
}

/** A difference in difficulty, as a share of the mark, from which on what looks like learning may be an easier test. */
const UNEQUAL = 0.1

/**
 * Whether a gain may be told: where both tests ask the same questions, or where people who had not been taught, at other events, found
 * the one as hard as the other, each question answered by at least `FEWEST`. Two forms that merely came from one bank may differ by more
 * than anybody learns (Kolen and Brennan, Test Equating, 2014, ch. 1).
 */
export function areComparable(
  attempts: readonly Attempt[],
  earlier: ReadonlyMap<string, { readonly n: number; readonly difficulty: number }>,
): boolean {
  const asked = (test: TestKind) => [
    ...new Set(attempts.filter((attempt) => attempt.test === test).flatMap(({ marks }) => Object.keys(marks))),
  ]
  const [before, after] = [asked('pre'), asked('post')]
  if (before.length === 0 || after.length === 0) return false
  if (before.length === after.length && before.every((id) => after.includes(id))) return true
  const hardness = (ids: readonly string[]): number | null => {
    const known = ids.flatMap((id) => {
      const seen = earlier.get(id)
      return seen && seen.n >= FEWEST ? [seen.difficulty] : []
    })
    return known.length < ids.length ? null : sum(known) / known.length
  }
  const [one, other] = [hardness(before), hardness(after)]
  return one !== null && other !== null && Math.abs(one - other) < UNEQUAL
}

/** 70.0 from thirds and tenths is 70. */
const ROUNDING = 1e-9

/** Undefined at 100 before: nothing was left to learn. */
export const normalisedGain = (pre: number, post: number): number | null =>
  pre >= 100 - ROUNDING ? null : (post - pre) / (100 - pre)

export function itemStatistics(counting: readonly Attempt[]): readonly ItemStatistics[] {
  const items = (['pre', 'post'] as const).flatMap((test) => {
    const sat = counting.filter((attempt) => attempt.test === test)
    const ids = [...new Set(sat.flatMap(({ marks }) => Object.keys(marks)))]
    return ids.map((questionId) => {
      const asked = sat.filter(({ marks }) => marks[questionId] !== undefined)
      const marks = asked.map((attempt) => attempt.marks[questionId]!)
      const rest = asked.map((attempt) => sum(Object.values(attempt.marks)) - attempt.marks[questionId]!)
      return {
        questionId,
        test,
        n: asked.length,
        difficulty: asked.length === 0 ? null : sum(marks) / asked.length,
        discrimination: asked.length < FEWEST ? null : correlation(marks, rest),
      }
    })
  })
  const pre = new Map(
    items.flatMap((item) => (item.test === 'pre' ? [[item.questionId, item.difficulty] as const] : [])),
  )
  return items.map((item) => {
    const before = item.test === 'post' ? pre.get(item.questionId) : undefined
    const easier = before === undefined || before === null || item.difficulty === null ? null : item.difficulty - before
    return { ...item, easier }
  })
}

/** Pearson's; null where one of the two does not vary. */
function correlation(x: readonly number[], y: readonly number[]): number | null {
  const [meanX, meanY] = [sum(x) / x.length, sum(y) / y.length]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [at, value] of x.entries()) {
    xy += (value - meanX) * (y[at]! - meanY)
    xx += (value - meanX) ** 2
    yy += (y[at]! - meanY) ** 2
  }
  return xx < ROUNDING || yy < ROUNDING ? null : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
}

const meanOf = (values: readonly number[]): Mean => ({
  n: values.length,
  mean: values.length === 0 ? null : sum(values) / values.length,
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
