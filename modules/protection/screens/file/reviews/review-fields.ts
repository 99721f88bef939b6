import { addMonths, isPlainDate, type PlainDate } from '@gloact/kernel'
import type { FileView } from '../../../contract/reading/files.ts'
import type { Payloads } from '../../../domain/file/actions/definitions.ts'
import {
  REVIEW_DECISIONS,
  REVIEW_SUBJECTS,
  type ReviewDecision,
  type ReviewSubject,
} from '../../../domain/file/words.ts'
import { wordsOrNull } from '../../panel/text-problem.ts'
import { tookPart } from '../risk/risk-fields.ts'

/** What is typed about a review, as it is kept sealed on the device. */
export type ReviewFields = {
  readonly of: string | null
  readonly on: string | null
  readonly participants: string
  readonly tookPart: string | null
  readonly findings: string
  readonly decision: string | null
  readonly next: string | null
}

export const NO_REVIEW: ReviewFields = {
  of: null,
  on: null,
  participants: '',
  tookPart: null,
  findings: '',
  decision: null,
  next: null,
}

export const subjectOf = (choice: string | null): ReviewSubject | undefined =>
  REVIEW_SUBJECTS.find((subject) => subject === choice)

export const decisionOf = (choice: string | null): ReviewDecision | undefined =>
  REVIEW_DECISIONS.find((decision) => decision === choice)

/** What is offered as the day of the next review: a month on, as guidance for follow-up has it at first (general knowledge). */
export const offeredNext = (heldOn: PlainDate): PlainDate => addMonths(heldOn, 1)

/** What is wrong with the day of the next review; null where nothing is. */
export function nextProblem({ decision, next }: ReviewFields, heldOn: PlainDate | null): 'missing' | 'early' | null {
  if (next === null) return decision === 'close' ? null : 'missing'
  if (!isPlainDate(next)) return 'missing'
  return heldOn !== null && next < heldOn ? 'early' : null
}

/** The review as it is recorded; null where something is missing. */
export function reviewOf(fields: ReviewFields, heldOn: PlainDate | null): Payloads['review_held'] | null {
  const of = subjectOf(fields.of)
  const decision = decisionOf(fields.decision)
  const personTookPart = tookPart(fields.tookPart)
  const [participants, findings] = [wordsOrNull(fields.participants), wordsOrNull(fields.findings)]
  if (!of || !decision || !personTookPart || !participants || !findings || heldOn === null) return null
  if (nextProblem(fields, heldOn) !== null) return null
  return { of, heldOn, participants, personTookPart, findings, decision, nextReviewOn: fields.next as PlainDate | null }
}

/** The reviews of something, or all of them, the latest first. */
export const latestFirst = (reviews: FileView['reviews'], of?: ReviewSubject): FileView['reviews'] =>
  reviews
    .filter(({ payload }) => of === undefined || payload.of === of)
    .toReversed()
    .toSorted((a, b) => (a.payload.heldOn < b.payload.heldOn ? 1 : a.payload.heldOn > b.payload.heldOn ? -1 : 0))
