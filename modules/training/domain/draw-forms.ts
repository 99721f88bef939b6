import { err, failure, ok, randomSource, type Failure, type Result } from '@gloact/kernel'

export interface DrawnFrom {
  readonly id: string
  readonly category: string
  /** The share who answered it rightly before they were taught, where earlier events have shown it. */
  readonly difficulty: number | null
}

export interface Forms {
  readonly a: readonly string[]
  readonly b: readonly string[]
  /** How many each form has of each category. */
  readonly categories: readonly { readonly category: string; readonly each: number }[]
  /** How much easier form B is than form A, by what earlier events have shown; null where they have not shown it of all. */
  readonly easier: number | null
}

/** From this difference on, what looks like learning may be an easier form. */
export const UNEQUAL_FORMS = 0.1

/**
 * Draws two forms that share no question and hold as many of each category, in proportion to the bank. Where the difficulty is
 * known, questions of like difficulty go to different forms. The seed makes the draw repeatable: it is kept with the event.
 */
export function drawForms(
  questions: readonly DrawnFrom[],
  { perForm, seed }: { readonly perForm: number; readonly seed: number },
): Result<Forms, Failure<'training.bank_too_small'>> {
  const groups = new Map<string, DrawnFrom[]>()
  for (const question of questions) {
    groups.set(question.category, [...(groups.get(question.category) ?? []), question])
  }
  const categories = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const shares = sharesOf(
    categories.map(([, { length }]) => length),
    perForm,
  )
  if (shares === null) return err(failure('training.bank_too_small'))
  const random = randomSource(seed)
  const drawn = categories.map(([, group], index) => deal(shuffled(group, random.below), shares[index]!))
  const a = drawn.flatMap((pair) => pair.a)
  const b = drawn.flatMap((pair) => pair.b)
  const [before, after] = [meanOf(a), meanOf(b)]
  return ok({
    a: shuffled(a, random.below).map(({ id }) => id),
    b: shuffled(b, random.below).map(({ id }) => id),
    categories: categories.flatMap(([category], index) =>
      shares[index]! > 0 ? [{ category, each: shares[index]! }] : [],
    ),
    easier: before === null || after === null ? null : after - before,
  })
}

/** Largest remainders, none above half of its category: both forms need as many. */
function sharesOf(sizes: readonly number[], perForm: number): readonly number[] | null {
  const most = sizes.map((size) => Math.floor(size / 2))
  const room = most.reduce((sum, size) => sum + size, 0)
  if (perForm < 1 || room < perForm) return null
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const exact = sizes.map((size) => (size / all) * perForm)
  const shares = exact.map((share, index) => Math.min(Math.floor(share), most[index]!))
  let left = perForm - shares.reduce((sum, share) => sum + share, 0)
  while (left > 0) {
    const next = shares
      .map((share, index) => ({
        index,
        wants: share < most[index]! ? exact[index]! - share : Number.NEGATIVE_INFINITY,
      }))
      .reduce((best, each) => (each.wants > best.wants ? each : best))
    shares[next.index]! += 1
    left -= 1
  }
  return shares
}

function deal(group: readonly DrawnFrom[], each: number): { readonly a: DrawnFrom[]; readonly b: DrawnFrom[] } {
  const known = group.every(({ difficulty }) => difficulty !== null)
  const taken = group.slice(0, 2 * each)
  const laid = known ? taken.toSorted((left, right) => left.difficulty! - right.difficulty!) : taken
  const a: DrawnFrom[] = []
  const b: DrawnFrom[] = []
  // A B B A: neither form always has the harder of a pair.
  for (const [at, question] of laid.entries()) (at % 4 === 0 || at % 4 === 3 ? a : b).push(question)
  while (a.length > b.length) b.push(a.pop()!)
  while (b.length > a.length) a.push(b.pop()!)
  return { a, b }
}

export function shuffled<Value>(values: readonly Value[], below: (bound: number) => number): Value[] {
  const laid = [...values]
  for (let at = laid.length - 1; at > 0; at -= 1) {
    const other = below(at + 1)
    const held = laid[at]!
    laid[at] = laid[other]!
    laid[other] = held
  }
  return laid
}

function meanOf(questions: readonly DrawnFrom[]): number | null {
  if (questions.length === 0 || questions.some(({ difficulty }) => difficulty === null)) return null
  return questions.reduce((sum, { difficulty }) => sum + difficulty!, 0) / questions.length
}
