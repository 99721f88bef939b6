import { addMonths, type PlainDate } from '@gloact/kernel'
import { isYes, lastOf, told, toldNumber, type Recorded, type Said } from './said.ts'

/** When a child was born: not before the one day, not after the other. An unknown last day is any day. */
export interface Born {
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

const MONTHS_TO_MAJORITY = 18 * 12

/**
 * The first day on which somebody born on this day is an adult. Anyone who was born on 29 February is one on 1 March: a day that is not
 * there has not come.
 */
export function adultFrom(born: PlainDate): PlainDate {
  const day = addMonths(born, MONTHS_TO_MAJORITY)
  return born.endsWith('-02-29') && day.endsWith('-02-28') ? (`${day.slice(0, 4)}-03-01` as PlainDate) : day
}

/** Whether they could be a child on this day: to the last day that is possible (benefit of the doubt). */
export const couldBeChild = ({ to }: Born, on: PlainDate): boolean => to === null || adultFrom(to) > on

const day = (said: Said, question: string): PlainDate | null => (told(said, question) ?? null) as PlainDate | null

const bornIn = (said: Said): Born => ({ from: day(said, 'born_from'), to: day(said, 'born_to') })

/**
 * The interval that stands: from the earliest to the latest day that was ever stated. A later statement that would make the person older
 * is kept in the log and moves nothing: that is what a document or an assessment is for.
 */
export function bornAs(record: Recorded | undefined): Born {
  const stated = (record?.steps ?? []).filter(({ step }) => step === 'presume' || step === 'restate').map(bornIn)
  const froms = stated.flatMap(({ from }) => from ?? [])
  const tos = stated.flatMap(({ to }) => to ?? [])
  return {
    from: froms.toSorted()[0] ?? null,
    to: tos.length < stated.length ? null : (tos.toSorted().at(-1) ?? null),
  }
}

/** Whether a statement would end a childhood that stands. */
export const endsChildhood = (record: Recorded | undefined, said: Said, on: PlainDate): boolean =>
  couldBeChild(bornAs(record), on) && !couldBeChild(bornIn(said), on)

/** Whether the document seen last is genuine by two people of two agencies, and when it says that they were born. */
export function genuineBirth(record: Recorded | undefined): PlainDate | null {
  const steps = record?.steps ?? []
  const at = steps.findLastIndex(({ step }) => step === 'see_document')
  const document = steps[at]
  const second = steps.slice(at + 1).findLast(({ step }) => step === 'confirm_document')
  if (!document || !second || told(document, 'checked') !== 'genuine' || told(second, 'checked') !== 'genuine')
    return null
  const [one, two] = [told(document, 'agency'), told(second, 'agency')].map((agency) => agency?.trim().toLowerCase())
  if (one === two || document.by === second.by || !isYes(second, 'guardian_heard') || !isYes(second, 'child_told'))
    return null
  return day(document, 'born_on')
}

export type AgeProblem = 'steps_missing' | 'too_few_professions' | 'range_below_18' | 'medical_too_soon'

/** The assessment under way: what was examined since the child agreed to it. */
const examined = (record: Recorded): readonly Said[] => {
  const begun = record.steps.findLastIndex(({ step }) => step === 'begin')
  return record.steps.slice(begun + 1).filter(({ step }) => step === 'examine')
}

/** A medical step comes last: before documents and an interview it can only be written down as done elsewhere, without effect. */
export const medicalTooSoon = (record: Recorded, said: Said): boolean =>
  told(said, 'step') === 'medical' &&
  !['documents', 'interview'].every((first) => examined(record).some((each) => told(each, 'step') === first))

/**
 * Why a conclusion cannot be "adult" (Regulation (EU) 2024/1348, art. 25: inconclusive, or a range that reaches below 18, is a minor).
 */
export function notAdult(record: Recorded, conclusion: Said): AgeProblem | null {
  const steps = examined(record).filter((each) => told(each, 'step') !== 'elsewhere')
  const done = (step: string) => steps.some((each) => told(each, 'step') === step)
  if (!done('documents') || !done('interview')) return 'steps_missing'
  if ((toldNumber(conclusion, 'professions') ?? 0) < 2 || (toldNumber(conclusion, 'signatures') ?? 0) < 2)
    return 'too_few_professions'
  const lowest = (each: Said) => (toldNumber(each, 'from_months') ?? 0) - (toldNumber(each, 'margin_months') ?? 0)
  const below = steps.some((each) => lowest(each) < MONTHS_TO_MAJORITY)
  return below || (toldNumber(conclusion, 'lowest_months') ?? 0) < MONTHS_TO_MAJORITY ? 'range_below_18' : null
}

export const AGE_RESULTS = ['minor', 'minor_presumed', 'adult'] as const
export type AgeResult = (typeof AGE_RESULTS)[number]

/**
 * What the settled assessments come to: null where there is none. Two that differ leave the person a child until a panel has looked;
 * an appeal that was upheld does as well.
 */
export function ageResult(record: Recorded | undefined): AgeResult | null {
  const results: AgeResult[] = []
  for (const [index, said] of (record?.steps ?? []).entries()) {
    if (said.step !== 'settle') continue
    const before = { ...record!, steps: record!.steps.slice(0, index) }
    const conclusion = lastOf(before, 'conclude')
    const heard = isYes(lastOf(before, 'tell'), 'guardian_heard')
    const appeal = told(said, 'appeal')
    const final =
      appeal === 'rejected' || appeal === 'passed' || (appeal === 'waived' && isYes(said, 'guardian_agreed'))
    const given = told(conclusion, 'conclusion')
    results.push(
      given === 'adult' && final && heard && conclusion?.by !== said.by
        ? 'adult'
        : given === 'minor'
          ? 'minor'
          : 'minor_presumed',
    )
  }
  if (results.length === 0) return null
  if (results.every((result) => result === results[0])) return results[0]!
  return results.includes('minor') ? 'minor' : 'minor_presumed'
}

export type PathGap = 'age_not_settled' | 'age_in_doubt' | 'age_still_child'

/**
 * Gate G1: what is missing for a file to leave the child path. Turned 18 by the interval that stands; or a document that two people of
 * two agencies found genuine; or an assessment, told and settled. Never a word, a look or an estimate.
 */
export function leavingMissing(record: Recorded | undefined, on: PlainDate): readonly PathGap[] {
  if (record && !couldBeChild(bornAs(record), on)) return []
  const born = genuineBirth(record)
  if (born !== null && adultFrom(born) <= on) return []
  const inDoubt = ['doubted', 'assessing', 'concluded', 'told'].includes(record?.state ?? '')
  if (inDoubt) return ['age_in_doubt']
  if (ageResult(record) === 'adult') return []
  return [ageResult(record) === null ? 'age_not_settled' : 'age_still_child']
}
