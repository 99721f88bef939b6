import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { link, staff } from './administration.ts'
import { idOf } from './principal.ts'

const tag = 'identity'
const managing = ['identity.not_authorised', 'identity.own_account'] as const
const oneStaff = z.object({ id: idOf<'user'>() })

export const askFactorReset = route({
  method: 'POST',
  tag,
  path: '/identity/staff/:id/factor-reset',
  summary:
    'Ask for the second factors of an account to be reset; half of a link with which its owner, by their password, does it once another administrator has confirmed',
  params: oneStaff,
  response: link,
  secret: true,
  failures: [...managing, 'identity.second_factor_missing'],
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
