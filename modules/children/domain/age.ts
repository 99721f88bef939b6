import { addMonths, type Instant, type PlainDate } from '@gloact/kernel'
import { isYes, lastOf, sameWords, told, toldNumber, wasHeard, type Recorded, type Said } from './said.ts'

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

/** 1 January is what is written where only the year is known: the year's last day is as possible. */
const lastOfYear = (born: PlainDate): PlainDate =>
  born.endsWith('-01-01') ? (`${born.slice(0, 4)}-12-31` as PlainDate) : born

function bornIn(said: Said): Born {
  const [from, to] = [day(said, 'born_from'), day(said, 'born_to')]
  return { from, to: to !== null && to === from ? lastOfYear(to) : to }
}

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

/** Whether this is a body that doubts the age because it wants somebody removed or detained: what it finds itself settles nothing. */
const wantsThemGone = ({ steps }: Recorded, agency: string | undefined): boolean =>
  steps.some(
    (said) =>
      said.step === 'doubt' &&
      ['removal', 'detention'].includes(told(said, 'raised_function') ?? '') &&
      sameWords(told(said, 'raised_agency'), agency),
  )

/** The latest day that a document leaves possible: only where it gives the day is 1 January one. */
function bornBy(document: Said): PlainDate | null {
  const born = day(document, 'born_on')
  const gives = told(document, 'gives')
  if (born === null || gives === 'day') return born
  return gives === 'year' ? (`${born.slice(0, 4)}-12-31` as PlainDate) : lastOfYear(born)
}

/**
 * Whether the document seen last is genuine by two people of two agencies, and by when it says that they were born. A document is presumed
 * genuine for a child; against one, it has to be found so.
 */
export function genuineBirth(record: Recorded | undefined): PlainDate | null {
  const steps = record?.steps ?? []
  const at = steps.findLastIndex(({ step }) => step === 'see_document')
  const document = steps[at]
  const second = steps.slice(at + 1).findLast(({ step }) => step === 'confirm_document')
  if (!document || !second || told(document, 'checked') !== 'genuine' || told(second, 'checked') !== 'genuine')
    return null
  const agencies = [told(document, 'agency'), told(second, 'agency')]
  if (sameWords(...(agencies as [string, string])) || document.by === second.by) return null
  if (agencies.some((agency) => wantsThemGone(record!, agency))) return null
  // Before child and guardian were asked about alike, that the child was told was a question of its own.
  const informed = isYes(second, 'child_informed') || isYes(second, 'child_told')
  return informed && wasHeard(second, 'guardian_heard') ? bornBy(document) : null
}

const AGE_PROBLEMS = ['steps_missing', 'too_few_professions', 'range_below_18'] as const
export type AgeProblem = (typeof AGE_PROBLEMS)[number]

/** The assessment under way: what was examined since the child agreed to it. */
const examined = (record: Recorded): readonly Said[] => {
  const begun = record.steps.findLastIndex(({ step }) => step === 'begin')
  return record.steps.slice(begun + 1).filter(({ step }) => step === 'examine')
}

const MEDICAL_PROBLEMS = ['medical_too_soon', 'medical_too_harsh'] as const

/** A medical step comes last: before documents and an interview it can only be written down as done elsewhere, without effect. */
export const medicalTooSoon = (record: Recorded, said: Said): boolean =>
  told(said, 'step') === 'medical' &&
  !['documents', 'interview'].every((first) => examined(record).some((each) => told(each, 'step') === first))

/** A medical step is the least invasive there is, undresses nobody, and says why the steps before did not suffice. */
export const medicalTooHarsh = (said: Said): boolean =>
  told(said, 'step') === 'medical' &&
  !(told(said, 'why')?.trim() && isYes(said, 'least_invasive') && told(said, 'undressed') === 'no')

/** An interview counts that two trained people of two professions held; before the people were asked for, professions were. */
const isByTwo = (said: Said): boolean =>
  (toldNumber(said, 'professions') ?? 0) >= 2 && (toldNumber(said, 'people') ?? 2) >= 2

/**
 * Why a conclusion cannot be "adult" (Regulation (EU) 2024/1348, art. 25: inconclusive, or a range that reaches below 18, is a minor).
 */
export function notAdult(record: Recorded, conclusion: Said): AgeProblem | null {
  const steps = examined(record).filter((each) => told(each, 'step') !== 'elsewhere')
  const done = (step: string) => steps.some((each) => told(each, 'step') === step)
  if (!done('documents') || !done('interview')) return 'steps_missing'
  if ((toldNumber(conclusion, 'professions') ?? 0) < 2 || (toldNumber(conclusion, 'signatures') ?? 0) < 2)
    return 'too_few_professions'
  if (!steps.some((each) => told(each, 'step') === 'interview' && isByTwo(each))) return 'too_few_professions'
  const lowest = (each: Said) => (toldNumber(each, 'from_months') ?? 0) - (toldNumber(each, 'margin_months') ?? 0)
  const below = steps.some((each) => lowest(each) < MONTHS_TO_MAJORITY)
  return below || (toldNumber(conclusion, 'lowest_months') ?? 0) < MONTHS_TO_MAJORITY ? 'range_below_18' : null
}

export const AGE_RESULTS = ['minor', 'minor_presumed', 'adult'] as const
export type AgeResult = (typeof AGE_RESULTS)[number]

/**
 * Whether a panel that looked at assessments which differ determined, after the last was settled, that the person is an adult. The guardian
 * was heard, or it decides nothing.
 */
const panelSaysAdult = (record: Recorded, determinations: readonly Recorded[]): boolean =>
  determinations.some((each) => {
    const decision = ['approved', 'closed'].includes(each.state) ? lastOf(each, 'approve') : undefined
    return (
      told(lastOf(each, 'prepare'), 'purpose') === 'age' &&
      told(decision, 'option') === 'age_adult' &&
      wasHeard(decision, 'guardian_heard') &&
      decision!.happenedAt >= lastOf(record, 'settle')!.happenedAt
    )
  })

/**
 * What the settled assessments come to: null where there is none. Two that differ leave the person a child until a panel has looked;
 * an appeal that was upheld does as well.
 */
export function ageResult(record: Recorded | undefined, determinations: readonly Recorded[] = []): AgeResult | null {
  const results: AgeResult[] = []
  for (const [index, said] of (record?.steps ?? []).entries()) {
    if (said.step !== 'settle') continue
    const before = { ...record!, steps: record!.steps.slice(0, index) }
    const conclusion = lastOf(before, 'conclude')
    const heard =
      wasHeard(lastOf(before, 'tell'), 'guardian_heard') &&
      !wantsThemGone(before, told(lastOf(before, 'begin'), 'ordered_by'))
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
  if (results.includes('adult') && panelSaysAdult(record!, determinations)) return 'adult'
  return results.includes('minor') ? 'minor' : 'minor_presumed'
}

const APPEAL_PROBLEMS = ['appeal_not_over', 'appeal_open'] as const
export type AppealProblem = (typeof APPEAL_PROBLEMS)[number]

/** Why an appeal cannot be recorded as past: its days run still, or it was lodged and is not decided. */
export function appealMissing(
  record: Recorded,
  settled: Said,
  { now, until }: { readonly now: Instant; readonly until: Instant | null },
): AppealProblem | null {
  if (told(settled, 'appeal') !== 'passed') return null
  const last = record.steps.findLastIndex(({ step }) => step === 'tell')
  if (record.steps.slice(last + 1).some(({ step }) => step === 'appeal')) return 'appeal_open'
  return until !== null && now < until ? 'appeal_not_over' : null
}

const PATH_GAPS = ['age_not_settled', 'age_in_doubt', 'age_still_child'] as const
export type PathGap = (typeof PATH_GAPS)[number]

/** Everything that can be missing for a step of a record of age, or for a file to leave the child path. */
export const AGE_GAPS = [
  ...PATH_GAPS,
  ...[...AGE_PROBLEMS, ...APPEAL_PROBLEMS, ...MEDICAL_PROBLEMS].map((problem) => `age_${problem}` as const),
  'age_ends_childhood',
] as const

/**
 * Gate G1: what is missing for a file to leave the child path. Turned 18 by the interval that stands; or a document that two people of
 * two agencies found genuine; or an assessment, told and settled. Never a word, a look or an estimate.
 */
export function leavingMissing(
  record: Recorded | undefined,
  on: PlainDate,
  determinations: readonly Recorded[] = [],
): readonly PathGap[] {
  if (record && !couldBeChild(bornAs(record), on)) return []
  const born = genuineBirth(record)
  if (born !== null && adultFrom(born) <= on) return []
  const inDoubt = ['doubted', 'assessing', 'concluded', 'told'].includes(record?.state ?? '')
  if (inDoubt) return ['age_in_doubt']
  const result = ageResult(record, determinations)
  if (result === 'adult') return []
  return [result === null ? 'age_not_settled' : 'age_still_child']
}
