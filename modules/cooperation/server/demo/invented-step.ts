import type { FormAnswers } from '@gloact/forms'
import { asInstant, type Instant, type Json } from '@gloact/kernel'
import type { CooperationContext } from '../context.ts'

const DAY = 86_400_000

/** Who takes an invented step. */
export type By = 'us' | 'them'

export const asAnswers = (given: Readonly<Record<string, Json>>): FormAnswers =>
  Object.fromEntries(Object.entries(given).map(([path, value]) => [path, { value }])) as FormAnswers

export const ago = ({ clock }: Pick<CooperationContext, 'clock'>, days: number): Instant =>
  asInstant(Date.parse(clock.now()) - days * DAY)
