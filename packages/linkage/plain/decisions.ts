import { err, ok, type Failure, type Result } from '@gloact/kernel'
import { onOneList, type LinkMode, type Records } from './records.ts'

/** What a person decided about a pair: one person's, not one person's, or not to be told. */
export const VERDICTS = ['same', 'not_same', 'unsure'] as const

export type Verdict = (typeof VERDICTS)[number]

/** A pair that a person decided on; `a` and `b` are numbers of records. */
export interface Decision {
  readonly a: number
  readonly b: number
  readonly verdict: Verdict
}

/** Decisions as what may and may not come together, also by what follows from several of them. */
export interface Decided {
  /** The records that each one is together with, the least of them standing for all. */
  readonly roots: Int32Array
  /** Records that are together, two or more. */
  readonly groups: readonly (readonly number[])[]
  together(a: number, b: number): boolean
  apart(a: number, b: number): boolean
}

export type DecisionsProblem = Failure<'linkage.decisions_contradict'> & { readonly message: string }

const contradict = (message: string): Result<never, DecisionsProblem> =>
  err({ code: 'linkage.decisions_contradict', message })

/**
 * Brings decisions together: of three records of which two pairs are one person's the third is, too. Refused where they
 * contradict one another, or where a list that holds a person once would hold one twice.
 */
export function decide(
  { count, lists }: Pick<Records, 'count' | 'lists'>,
  decisions: readonly Decision[],
  mode: LinkMode,
): Result<Decided, DecisionsProblem> {
  if (decisions.some(({ a, b }) => a === b || !(a >= 0 && b >= 0 && a < count && b < count)))
    return contradict('A decision is about two records that exist.')
  const roots = Int32Array.from({ length: count }, (_, record) => record)
  const rootOf = (record: number): number => {
    let root = record
    while (roots[root] !== root) root = roots[root]!
    return root
  }
  for (const { a, b, verdict } of decisions) {
    if (verdict !== 'same') continue
    const [one, two] = [rootOf(a), rootOf(b)]
    roots[Math.max(one, two)] = Math.min(one, two)
  }
  for (let record = 0; record < count; record++) roots[record] = rootOf(record)
  const members = new Map<number, number[]>()
  for (const { a, b, verdict } of decisions) {
    if (verdict !== 'same') continue
    for (const record of [a, b]) {
      const group = members.get(roots[record]!) ?? []
      if (!group.includes(record)) group.push(record)
      members.set(roots[record]!, group)
    }
  }
  const groups = [...members.values()].map((group) => group.toSorted((x, y) => x - y))
  const key = (a: number, b: number): number => Math.min(roots[a]!, roots[b]!) * count + Math.max(roots[a]!, roots[b]!)
  const forbidden = new Set<number>()
  for (const { a, b, verdict } of decisions) {
    if (verdict !== 'not_same') continue
    if (roots[a] === roots[b])
      return contradict(
        'The decisions contradict one another: by one of them two records are not the same person’s, and by others together they are. Correct the file of decisions.',
      )
    forbidden.add(key(a, b))
  }
  if (mode === 'between_lists') {
    for (const group of groups) {
      if (group.some((a, at) => group.slice(at + 1).some((b) => onOneList(lists, a, b))))
        return contradict(
          'According to the decisions a list holds one person twice, but lists that are linked hold a person once. Deduplicate that list first (gloact dedupe --one-each), or correct the file of decisions.',
        )
    }
  }
  return ok({
    roots,
    groups,
    together: (a, b) => roots[a] === roots[b],
    apart: (a, b) => forbidden.size > 0 && forbidden.has(key(a, b)),
  })
}
