import { ageOn, isPlainDate, spanOf, valueOf, type PartialDate, type PlainDate } from '@gloact/kernel'
import type { AgeStatement } from '../../file/words.ts'
import { HTCDS_KEYS, type HtcdsKey, type HtcdsAnswers } from '@gloact/standards'

const ADULT = 18

/**
 * What a row says of a person's age on a day. A birth date known to the year may leave it open, and then it is open:
 * who may be a child is on the child path (CoE Convention, art. 10(3)).
 */
export function ageStatementOf(answers: HtcdsAnswers, on: PlainDate): AgeStatement {
  const birth = valueOf(answers.prs_Birthdate)
  if (typeof birth === 'string') {
    const { first, last } = spanOf(birth as PartialDate)
    if (ageOn(last, on) >= ADULT) return 'adult'
    return ageOn(first, on) < ADULT ? 'child' : 'not_sure'
  }
  const whenTrafficked = valueOf(answers.vic_AgeWhenTrafficked)
  return typeof whenTrafficked === 'number' && whenTrafficked >= ADULT ? 'adult' : 'not_sure'
}

/** When the person came to the agency: the day of the incoming referral, and where none is given the day of the import. */
export function contactDateOf(answers: HtcdsAnswers, today: PlainDate): PlainDate {
  const referred = valueOf(answers.cas_IncomingReferralDate)
  if (typeof referred !== 'string') return today
  const day = isPlainDate(referred) ? referred : spanOf(referred as PartialDate).last
  return day <= today ? day : today
}

/**
 * Whether an adult has said no to being recorded. Nothing of such a row is taken, whatever else it says: the person's
 * answer counts here as it would at a desk (design §3, "Refusal"). Protection of a child needs no consent.
 */
export const declinesRecording = (answers: HtcdsAnswers, age: AgeStatement): boolean =>
  age === 'adult' && valueOf(answers.con_Consent) === false

/** Whether the source had closed the case. */
export const isClosedAtSource = (answers: HtcdsAnswers): boolean => {
  const status = valueOf(answers.cas_Status)
  return status === 'Closed' || status === 'ClosedReferred'
}

/** The number that a row's person is known by, however it is spaced and written. */
export function identityNumberOf(answers: HtcdsAnswers): string | undefined {
  const number = valueOf(answers.prs_IdentityNumber)
  const plain =
    typeof number === 'string'
      ? number
          .normalize('NFKC')
          .toUpperCase()
          .replaceAll(/[^\p{L}\p{N}]/gu, '')
      : ''
  return plain === '' ? undefined : plain
}

/**
 * What names a row's person within its source, for finding the row again. A number decides alone: names and dates of birth are
 * corrected, and whoever is named otherwise under the same number is the same person. Without one, names and birth date; undefined where
 * the row holds none of them: it is then found by where it stands.
 */
export function identityOf(answers: HtcdsAnswers): string | undefined {
  const number = identityNumberOf(answers)
  return number === undefined ? namesOf(answers) : `number\n${number}`
}

/** Names, birth date and number together, as rows were found again before a number decided alone. */
export function namesOf(answers: HtcdsAnswers): string | undefined {
  const parts = IDENTITY.map((key) => valueOf(answers[key]))
  return parts.every((part) => part === undefined) ? undefined : JSON.stringify(parts)
}

const IDENTITY = [
  'prs_FirstName',
  'prs_MiddleName',
  'prs_SecondName',
  'prs_Birthdate',
  'prs_IdentityNumber',
] as const satisfies readonly HtcdsKey[]

/** The share of what either row says that both say alike, from 0 to 1. */
export function likeness(a: HtcdsAnswers, b: HtcdsAnswers): number {
  const said = HTCDS_KEYS.filter((key) => valueOf(a[key]) !== undefined || valueOf(b[key]) !== undefined)
  const alike = said.filter((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
  return said.length === 0 ? 0 : alike.length / said.length
}
