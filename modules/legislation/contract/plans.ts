import { line, route, sentDate, storedDate, words } from '@gloact/http/contract'
import { z } from 'zod'
import { ASSISTANCE, PRIORITIES } from '../domain/gap-plan.ts'
import { BOUND, TREATY_STEPS } from '../domain/ratification.ts'

const tag = 'legislation'

const step = {
  step: z.enum(TREATY_STEPS),
  reservations: words(4000),
  declarations: words(4000),
}

export const ratificationEntry = z.object({
  id: z.uuid(),
  ...step,
  madeOn: storedDate.nullable(),
  /** From when on it binds; of a withdrawal, from when on it no longer does. */
  bindingFrom: storedDate.nullable(),
  addedAt: z.string(),
})
export type RatificationEntry = z.infer<typeof ratificationEntry>

const treaty = z.object({
  pack: z.string(),
  title: z.string(),
  /** Today. */
  bound: z.enum(BOUND),
  /** What was recorded, the latest first: the first one stands. */
  entries: z.array(ratificationEntry),
})
export type TreatyEntry = z.infer<typeof treaty>

export const listRatifications = route({
  method: 'GET',
  path: '/legislation/treaties',
  summary: 'The treaties of the packs, with what the country ratified, and what binds it today',
  tag,
  response: z.object({ items: z.array(treaty), mayEdit: z.boolean() }),
  failures: ['legislation.not_allowed'],
})

export const recordRatification = route({
  method: 'POST',
  path: '/legislation/treaties/:pack/steps',
  summary: 'Record a ratification, accession, signature or withdrawal; a correction is another entry',
  tag,
  params: z.object({ pack: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/) }),
  body: z.strictObject({
    id: z.uuid(),
    ...step,
    madeOn: sentDate.nullable(),
    bindingFrom: sentDate.nullable(),
  }),
  response: treaty,
  failures: ['legislation.not_allowed', 'legislation.unknown', 'legislation.id_used', 'legislation.binding_before'],
})

/** A treaty as an assessment shows it. */
export const bindingView = z.object({
  pack: z.string(),
  bound: z.enum(BOUND),
  bindingFrom: storedDate.nullable(),
  reservations: z.string(),
  declarations: z.string(),
})
export type BindingView = z.infer<typeof bindingView>

const plan = {
  priority: z.enum(PRIORITIES),
  assistance: z.enum(ASSISTANCE),
  /** Who could give it. */
  helper: words(300).trim(),
  recommendation: words(4000),
  /** A unit or an office, no person. */
  owner: words(200).trim(),
}

export const gapPlanView = z.object({ ...plan, dueOn: storedDate.nullable(), version: z.number().int() })
export type GapPlanView = z.infer<typeof gapPlanView>

export const saveGapPlan = route({
  method: 'PUT',
  path: '/legislation/assessments/:assessmentId/gaps/:obligationId',
  summary: 'Say what closes a gap: priority, help needed, recommendation, owner, date (`If-Match` as of a finding)',
  tag,
  params: z.object({ assessmentId: z.uuid(), obligationId: line(60) }),
  body: z.strictObject({ id: z.uuid(), ...plan, dueOn: sentDate.nullable() }),
  response: gapPlanView,
  versioned: true,
  failures: ['legislation.not_allowed', 'legislation.unknown', 'legislation.id_used', 'legislation.changed'],
})
