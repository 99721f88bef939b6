import { err, ok, type Result } from '@gloact/kernel'
import type { AttackResult } from './attack-report.ts'
import type { ListMatches } from './match-lists.ts'
import type { MissedLinks } from './missed-links.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'

/** Capture histories with their uncertainty: what the linkage unit hands to the analyst, and the analyst to estimation. */
export interface LinkedHistories {
  readonly lists: readonly string[]
  /** Each history that some list allows, 1 or 0 a list, in one order: the counts and the draws follow it. */
  readonly histories: readonly (readonly (0 | 1)[])[]
  readonly counts: readonly number[]
  readonly draws: readonly (readonly number[])[]
  readonly recordsPerList: readonly number[]
  /** Digest of each list’s encodings, by which its dummies are found. */
  readonly checksums: readonly string[]
  /** Whether the lists’ dummies are still counted, each among the persons of its list alone. */
  readonly withDummies: boolean
  /** Digest of the schema or agreement, and how it was linked. */
  readonly digest: string
  readonly rules: string
  /** `ListMatches.modelHash`. */
  readonly modelHash: string
  /** How many links were missed, as planted people tell; without them encodings do not. Files of before do not say it. */
  readonly missedLinks?: MissedLinks | 'not_measured' | undefined
  /** The counts as they were linked, where `counts` and `draws` are corrected for links that were missed. */
  readonly linkedCounts?: readonly number[] | undefined
}

export function historiesOf(
  lists: readonly string[],
  { counts, draws, recordsPerList, modelHash, missed }: ListMatches,
  about: Pick<LinkedHistories, 'checksums' | 'withDummies' | 'digest' | 'rules'>,
): LinkedHistories {
  const masks = Array.from({ length: counts.length - 1 }, (_, at) => at + 1)
  return {
    lists,
    histories: masks.map((mask) => lists.map((_, list) => ((mask >> list) & 1) as 0 | 1)),
    counts: masks.map((mask) => counts[mask]!),
    draws: draws.map((table) => masks.map((mask) => table[mask]!)),
    recordsPerList,
    ...about,
    modelHash,
    missedLinks: missed?.links ?? 'not_measured',
    ...(missed && { linkedCounts: masks.map((mask) => missed.linkedCounts[mask]!) }),
  }
}

/** What an agency tells the analyst, and not the linkage unit. */
export interface DummyCount {
  readonly format: 'gloact-dummies'
  readonly version: 1
  readonly digest: string
  /** Digest of the agency’s encodings, by which its list is known. */
  readonly checksum: string
  readonly dummies: number
  /** Share of the records that an attack might find, and what each found. */
  readonly mostFound: number
  readonly attacks: readonly AttackResult[]
  /** How often lists were tried under the agreement, how often refused, and the most that was found in any; where that is recorded. */
  readonly tries?: { readonly number: number; readonly refused: number; readonly worst: number } | undefined
}

/**
 * The analyst’s step: takes each list’s dummies from the persons that were seen on it alone, in the counts and in each
 * draw. A dummy matches nobody, so they are all there.
 *
 * @param dummies how many, a list, in the lists’ order.
 */
export function withoutDummies(
  histories: LinkedHistories,
  dummies: readonly number[],
): Result<LinkedHistories, LinkageProblem> {
  if (!histories.withDummies)
    return problem('encodings_mixed', 'These histories hold no dummies, or they have been subtracted already.')
  const places = histories.lists.map((_, list) =>
    histories.histories.findIndex((on) => on.every((held, at) => (held === 1) === (at === list))),
  )
  const taken = (counts: readonly number[]): number[] => {
    const left = [...counts]
    for (const [list, place] of places.entries()) left[place]! -= dummies[list]!
    return left
  }
  const linkedCounts = taken(histories.linkedCounts ?? histories.counts)
  const short = places.findIndex((place) => linkedCounts[place]! < 0)
  if (short >= 0) {
    const message = `List “${histories.lists[short]}” has fewer persons seen on it alone than it is said to have dummies: the numbers are not from one run.`
    return err({ code: 'encodings_mixed', message })
  }
  const [counts = [], ...draws] = [histories.counts, ...histories.draws].map((table) =>
    taken(table).map((count) => Math.max(0, count)),
  )
  const recordsPerList = histories.recordsPerList.map((records, list) => records - dummies[list]!)
  return ok({
    ...histories,
    counts,
    draws,
    recordsPerList,
    ...(histories.linkedCounts && { linkedCounts }),
    withDummies: false,
  })
}
