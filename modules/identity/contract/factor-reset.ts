import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { staff } from './administration.ts'
import { done, instant } from './fields.ts'
import { idOf } from './principal.ts'

const tag = 'identity'

/** How the second administrator made sure who asks: face to face, seen, or called on a number that was known before. */
export const IDENTITY_CHECKS = ['in_person', 'video_call', 'called_back'] as const

export const factorReset = z.object({
  id: idOf<'factor_reset'>(),
  staffId: idOf<'user'>(),
  name: z.string(),
  agencyName: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  expiresAt: instant,
  /** Whether whoever asks may confirm it. */
  mayConfirm: z.boolean(),
})

export type FactorReset = z.output<typeof factorReset>

const managing = ['identity.not_authorised', 'identity.own_account'] as const
const oneStaff = z.object({ id: idOf<'user'>() })
const oneReset = z.object({ id: idOf<'factor_reset'>() })

export const listFactorResets = route({
  method: 'GET',
  tag,
  path: '/identity/factor-resets',
  summary: 'Resets of a second factor that wait for another administrator',
  response: z.object({ items: z.array(factorReset) }),
  failures: ['identity.not_authorised'],
})

export const askFactorReset = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/factor-reset',
  summary: 'Ask for the second factors of an account to be reset; nothing changes until another administrator confirms',
  params: oneStaff,
  body: z.object({ resetId: idOf<'factor_reset'>() }),
  response: factorReset,
  status: 201,
  failures: [...managing, 'identity.reset_exists', 'identity.second_factor_missing'],
})

export const confirmFactorReset = route({
  method: 'POST',
  tag,
  path: '/identity/factor-resets/:id/confirm',
  summary: 'Confirm a reset after checking who asks: factors are removed, sessions end, the person is told',
  params: oneReset,
  body: z.object({ checkedHow: z.enum(IDENTITY_CHECKS) }),
  response: done,
  failures: [...managing, 'identity.reset_missing', 'identity.second_administrator_needed'],
})

export const declineFactorReset = route({
  method: 'POST',
  tag,
  path: '/identity/factor-resets/:id/decline',
  summary: 'Decline or withdraw a reset that waits; nothing changes',
  params: oneReset,
  response: done,
  failures: [...managing, 'identity.reset_missing'],
})

export const losePhone = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/phone-lost',
  summary: 'End every session, remove every passkey and have every device destroy its drafts at its next contact',
  params: oneStaff,
  response: staff,
  versioned: true,
  failures: managing,
})

export const noteSeen = route({
  method: 'POST',
  tag,
  path: '/identity/account/notices/:id/seen',
  summary: 'Say that I have read that my second factor was reset',
  params: oneReset,
  response: done,
})
