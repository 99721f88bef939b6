import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { SENT_WITH, type SendingStep } from './forms.ts'
import { CHILD_BANDS } from './lists.ts'

/** What can keep a step from being sent, each in words on the page. */
export const VICTIM_GAPS = [
  ...SENT_WITH.ask,
  ...SENT_WITH.offer,
  ...SENT_WITH.hand_over,
  'agreed_to_ask',
  'home_state',
  'seeks_protection',
  'fears_return',
  'checked_on',
  'refugee_check',
  'not_consented',
  'child_heard',
  'guardian_agrees',
  'child_gate',
  'age_differs',
  'names_person',
] as const
export type VictimGap = (typeof VICTIM_GAPS)[number]

/** What is known of the person's file beside what was prepared. */
export interface OfFile {
  readonly child: boolean
  /** Countries of nationality, birth and usual residence as the file has them. */
  readonly homes: readonly string[]
}

/**
 * Whether the country that would be asked may be a home State: what the officer says, and what the file says. Not known counts as yes
 * (Trafficking Protocol art. 14, Smuggling Protocol art. 19).
 */
export const isHome = (answers: FormAnswers, country: string, { homes }: Pick<OfFile, 'homes'>): boolean =>
  valueOf(answers['home_state']) !== 'no' || homes.includes(country)

/**
 * What is missing before anything at all goes to this country, the question without a person in it as well: that the person wants it,
 * and the refugee check. A home State is not contacted where somebody seeks protection or fears it, nor where nobody knows.
 */
export function checkMissing(answers: FormAnswers, country: string, file: OfFile): readonly VictimGap[] {
  const gaps: VictimGap[] = []
  const said = (field: string): unknown => valueOf(answers[field])
  if (said('agreed_to_ask') !== 'yes') gaps.push('agreed_to_ask')
  for (const field of ['home_state', 'seeks_protection', 'fears_return', 'checked_on'] as const)
    // That it is not known is an answer, and no "no".
    if (answers[field] === undefined || (field === 'checked_on' && said(field) === undefined)) gaps.push(field)
  const safe = said('seeks_protection') === 'no' && said('fears_return') === 'no'
  if (isHome(answers, country, file) && !safe) gaps.push('refugee_check')
  return gaps
}

const unanswered = (answers: FormAnswers, step: SendingStep): readonly VictimGap[] =>
  SENT_WITH[step].filter((field) => {
    const value = valueOf(answers[field])
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  })

/** What is missing for a step, as far as what was prepared says; consent and the gate of a child are asked of their own modules. */
export function stepMissing(
  step: SendingStep,
  answers: FormAnswers,
  country: string,
  file: OfFile,
): readonly VictimGap[] {
  const gaps = [...checkMissing(answers, country, file), ...unanswered(answers, step)]
  const band = valueOf(answers['age_band'])
  if (typeof band === 'string' && CHILD_BANDS.includes(band) !== file.child) gaps.push('age_differs')
  if (step !== 'hand_over' || !file.child) return gaps
  if (valueOf(answers['child_heard']) !== 'yes') gaps.push('child_heard')
  if (valueOf(answers['guardian_agrees']) !== 'yes') gaps.push('guardian_agrees')
  return gaps
}

/** What of what was prepared goes with a step. */
export const sentWith = (step: SendingStep, answers: FormAnswers): FormAnswers =>
  Object.fromEntries(SENT_WITH[step].flatMap((field) => (answers[field] ? [[field, answers[field]]] : [])))
