import { z } from 'zod'
import { route } from '@gloact/http/contract'
import { done, instant } from './fields.ts'
import { idOf } from './principal.ts'

const tag = 'identity'
const ids = z.array(idOf<'device'>()).max(50)

/** A browser that keeps drafts of this account. The id is of chance; the server keeps the key that opens them. */
export const device = z.object({
  id: idOf<'device'>(),
  /** The browser's own description, as it sent it. */
  userAgent: z.string(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
  /** When somebody said that it is to forget its drafts; null: it keeps them. */
  forgottenAt: instant.nullable(),
  /** When it said that it has. */
  clearedAt: instant.nullable(),
})

export type Device = z.output<typeof device>

export const listDevices = route({
  method: 'GET',
  tag,
  path: '/identity/account/devices',
  summary: 'The browsers that keep drafts of mine',
  query: z.object({ current: idOf<'device'>().optional() }),
  response: z.object({ items: z.array(device) }),
})

export const seeDevice = route({
  method: 'POST',
  tag,
  path: '/identity/account/devices',
  summary: 'Register that this browser keeps drafts of mine, and get the key that opens them',
  body: z.object({ id: idOf<'device'>() }),
  response: z.object({
    /** 256 bits, base64. For the memory of the page alone. */
    key: z.base64().length(44),
  }),
  failures: ['identity.device_forgotten'],
})

export const forgetDevice = route({
  method: 'POST',
  tag,
  path: '/identity/account/devices/:id/forget',
  summary: 'End the session of one of my devices and have it destroy its drafts at its next contact',
  params: z.object({ id: idOf<'device'>() }),
  response: done,
})

/**
 * A device asks whether the keys that it holds are to be destroyed, and says which it has. It needs no session: that is
 * the point. An id is 122 bits of chance, and who has none learns nothing.
 */
export const checkDevices = route({
  method: 'POST',
  tag,
  path: '/identity/devices/check',
  summary: 'Ask whether the keys that this device holds are to be destroyed',
  session: 'none',
  body: z.object({ ids, cleared: ids }),
  response: z.object({ forget: ids }),
})
