import { said, type Said } from '@gloact/kernel'
import { judgeMissed, type MissedInput } from './missed-links.ts'
import { refuse, statedAs, warn, type TrustFinding, type TrustRules } from './rules.ts'

/** What the analyst says of the population that the lists cannot: it is printed with the estimate. */
export interface Stated {
  /** Why the lists depend on one another no more than the model has it, in the analyst’s words. */
  readonly assumption?: string | undefined
  /** How many there are at least and at most, as is known from elsewhere (a survey, a census). */
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

/** With fewer lists nothing is left over to test whether every pair depends on one another. */
const FEWEST_TESTING = 4

/** What three lists leave untested, and whether a bound from elsewhere is kept to. Neither tells the estimate. */
export function judgeStated(
  {
    lists,
    estimate,
    stated = {},
    missed,
  }: {
    readonly lists: readonly string[]
    readonly estimate: number
    readonly stated?: Stated | undefined
    readonly missed?: Pick<MissedInput, 'missedLinks' | 'histories' | 'draws'> | undefined
  },
  { fewestLists }: TrustRules,
): TrustFinding[] {
  const { assumption, atLeast = 0, atMost = Infinity } = stated
  const isBounded = stated.atLeast !== undefined || stated.atMost !== undefined
  const findings: TrustFinding[] = []
  if (lists.length === FEWEST_TESTING - 1 && lists.length >= fewestLists) {
    findings.push(untested(assumption, isBounded))
  }
  if (missed) findings.push(judgeMissed({ ...missed, assumption, isBounded }))
  if (isBounded && Number.isFinite(estimate) && (estimate < atLeast || estimate > atMost)) {
    findings.push({ code: 'outside_bound', said: outside(stated), refuses: true })
  }
  return findings
}

/** What the lists cannot test passes where the analyst gives a reason, or a bound that it is held against. */
function untested(assumption: string | undefined, isBounded: boolean): TrustFinding {
  const params = { stated: statedAs(assumption, isBounded), why: assumption ?? '' }
  return (params.stated === 'nothing' ? refuse : warn)('untested_dependence', params)
}

function outside({ atLeast, atMost }: Stated): Said {
  if (atLeast === undefined) return said('finding.outside_bound_most', { most: atMost ?? Infinity })
  if (atMost === undefined) return said('finding.outside_bound_least', { least: atLeast })
  return said('finding.outside_bound', { least: atLeast, most: atMost })
}
