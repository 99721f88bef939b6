import { actingOf, inForceAfter, NOBODY } from './in-force.ts'
import { told, type Said } from './said.ts'

/** A complaint of a child as the record has it: of whom, and what it was answered. */
export interface Complaint {
  readonly id: string
  /** Who was the child's guardian when it was made. */
  readonly guardian: string | undefined
  readonly answer: (Said & { readonly id: string }) | undefined
}

/** The complaints of a child, in the order in which they came; an answer is to the one that has waited longest. */
export function complaintsOf(steps: readonly (Said & { readonly id: string })[]): readonly Complaint[] {
  const complaints: { id: string; guardian: string | undefined; answer: Complaint['answer'] }[] = []
  let force = NOBODY
  for (const said of steps) {
    force = inForceAfter(force, said)
    if (said.step === 'complain') complaints.push({ id: said.id, guardian: actingOf(force), answer: undefined })
    const waiting = said.step === 'answer_complaint' && complaints.find(({ answer }) => answer === undefined)
    if (waiting) waiting.answer = said
  }
  return complaints
}

export const UPHELD = ['upheld', 'upheld_safety'] as const
export type Upheld = (typeof UPHELD)[number]

/** What an answer says against the guardian; null where it was not upheld, or was about somebody else. That nobody knows about whom is no acquittal. */
export function upheldAgainstGuardian(answer: Said): Upheld | null {
  const outcome = UPHELD.find((each) => each === told(answer, 'outcome'))
  return outcome === undefined || told(answer, 'of_guardian') === 'no' ? null : outcome
}

/** What a second person of the authority finds when a guardian appeals, or when something has been done about it. */
export const REVIEWS = ['stands', 'not_founded', 'measures_taken'] as const
export type Review = (typeof REVIEWS)[number]

/** A complaint that was upheld against a guardian, with what was found of it later: the last word counts. */
export interface UpheldComplaint {
  readonly outcome: Upheld
  readonly reviews: readonly Review[]
}

export const stands = ({ reviews }: UpheldComplaint): boolean => (reviews.at(-1) ?? 'stands') === 'stands'

/** Two complaints that were upheld, or one about safety: the guardian acts for nobody until the authority has looked again. */
export function isSuspended(complaints: readonly UpheldComplaint[]): boolean {
  const standing = complaints.filter(stands)
  return standing.length >= 2 || standing.some(({ outcome }) => outcome === 'upheld_safety')
}

/** Standings in the register that a guardian who is suspended cannot be given. */
export const NOT_WHILE_SUSPENDED: readonly string[] = ['applied', 'cleared', 'active', 'paused']

/** An answer needs a complaint that has none. */
export const answerMissing = (complaints: readonly Complaint[]): readonly 'complaint_none'[] =>
  complaints.some(({ answer }) => answer === undefined) ? [] : ['complaint_none']
