import { judgeMissed, type MissedInput } from './missed-links.ts'
import type { TrustFinding, TrustRules } from './rules.ts'

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
    findings.push({ code: 'untested_dependence', ...untested(assumption, isBounded) })
  }
  if (missed) findings.push(judgeMissed({ ...missed, assumption, isBounded }))
  if (isBounded && Number.isFinite(estimate) && (estimate < atLeast || estimate > atMost)) {
    findings.push({
      code: 'outside_bound',
      message: `The estimate is not what is known from elsewhere: ${boundWords(stated)}.`,
      refuses: true,
    })
  }
  return findings
}

function untested(assumption: string | undefined, isBounded: boolean): Pick<TrustFinding, 'message' | 'refuses'> {
  const cannot =
    'Three lists cannot test whether people on one list are more or less likely to be on each of the others: if every pair depends on ' +
    'one another, the estimate and its interval are wrong, and nothing here shows it.'
  if (assumption !== undefined)
    return { message: `${cannot} The analyst takes it not to be so: ${assumption}`, refuses: false }
  if (isBounded) return { message: `${cannot} It is held against a bound from elsewhere alone.`, refuses: false }
  return {
    message: `${cannot} Add a fourth list, give a bound that is known from elsewhere (--at-least, --at-most), or state why it is not so (--assume).`,
    refuses: true,
  }
}

/** A bound in words. */
export function boundWords({ atLeast, atMost }: Stated): string {
  const words = (value: number): string => value.toLocaleString('en')
  if (atLeast === undefined) return `${words(atMost ?? Infinity)} at most`
  return atMost === undefined ? `${words(atLeast)} at least` : `${words(atLeast)} to ${words(atMost)}`
}
