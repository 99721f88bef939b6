import { addDays, addMonths, ageOn, isPartialDate, isPlainDate, spanOf, valueOf, type PlainDate } from '@gloact/kernel'
import { answersOfForm } from './answers.ts'
import type { ConsentGrant, FileState } from './file-state.ts'
import { asksConsent, isForChild } from './second-person.ts'

const ADULT = 18

/**
 * Whether a date of birth says that somebody is a child on a day, or may be one: of a month or a year, by the latest day that it may mean. An
 * age in doubt is a child's (UNICEF Guidelines, presumption of age).
 */
export const mayBeChild = (birth: unknown, on: PlainDate): boolean =>
  typeof birth === 'string' && isPartialDate(birth) && ageOn(spanOf(birth).last, on) < ADULT

/** The 18th birthday of somebody who was a child when they came, where it is known to the day. */
export function eighteenthOf(state: Pick<FileState, 'fields' | 'contactOn'>): PlainDate | null {
  const birth = valueOf(answersOfForm(state.fields, 'identity')['birth_date'])
  // An adult by their papers who is presumed a child stays one: a person decides on that, and no date.
  if (typeof birth !== 'string' || !isPlainDate(birth) || ageOn(birth, state.contactOn) >= ADULT) return null
  return addMonths(birth, ADULT * 12)
}

export function turnedAdultBy(state: Pick<FileState, 'fields' | 'contactOn'>, on: PlainDate): boolean {
  const birthday = eighteenthOf(state)
  return birthday !== null && birthday <= on
}

/** Whether anything that leaves the agency on this day asks for consent: a child's does from the 18th birthday on. */
export const asksConsentOn = (
  state: Pick<FileState, 'path' | 'consentStillAsked' | 'fields' | 'contactOn'>,
  on: PlainDate,
): boolean => asksConsent(state) || turnedAdultBy(state, on)

/**
 * The grants as they hold. What was agreed by a child, or for one, ends on the day before the 18th birthday, whatever day it names and
 * whatever path the file is on since: the adult is asked again. The record of what was agreed stays as it is.
 */
export function standingGrants(
  state: Pick<FileState, 'grants' | 'consents' | 'fields' | 'contactOn'>,
): readonly ConsentGrant[] {
  const birthday = state.grants.length === 0 ? null : eighteenthOf(state)
  if (birthday === null) return state.grants
  const last = addDays(birthday, -1)
  const given = new Map(state.consents.map((consent) => [consent.actionId, consent]))
  return state.grants.map((grant) => {
    const consent = given.get(grant.consentId)
    // What nobody knows the day of was agreed before the day on which it begins to hold.
    const byAdult = consent !== undefined && consent.consentOn >= birthday && !isForChild(consent.capacity)
    return byAdult || grant.validUntil <= last ? grant : { ...grant, validUntil: last }
  })
}
