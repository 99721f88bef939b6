import { route, text, words, type ResponseOf } from '@gloact/http/contract'
import { z } from 'zod'
import { SERVES } from '../domain/directory.ts'

const tag = 'referral'
const ofService = z.object({ serviceId: z.uuid() })

/** How somebody knows that an entry still holds. */
export const CONFIRMED_HOW = ['own', 'call', 'visit'] as const

export const confirmEntry = route({
  method: 'POST',
  path: '/referral/services/:serviceId/confirm',
  summary: 'Confirms that the directory entry of a service still holds, and how this is known',
  tag,
  params: ofService,
  body: z.strictObject({ id: z.uuid(), how: z.enum(CONFIRMED_HOW) }),
  response: z.object({ confirmedOn: z.iso.date() }),
  failures: ['referral.not_allowed', 'referral.no_service', 'records.id_used'],
})

export const proposeEntry = route({
  method: 'POST',
  path: '/referral/services/:serviceId/proposals',
  summary: 'Proposes a change to the directory entry of a service; it changes when another person has approved it',
  tag,
  params: ofService,
  body: z.strictObject({
    id: z.uuid(),
    name: text(200),
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(30),
    serves: z.enum(SERVES),
    minAge: z.number().int().min(0).max(130).nullable(),
    maxAge: z.number().int().min(0).max(130).nullable(),
    validUntil: z.iso.date(),
  }),
  response: z.object({ id: z.uuid() }),
  status: 201,
  failures: ['referral.not_allowed', 'referral.no_service', 'records.id_used'],
})

export const readAreas = route({
  method: 'GET',
  path: '/referral/areas',
  summary: 'The areas of the country, in its languages, with their outlines where it has drawn any',
  tag,
  response: z.object({
    items: z.array(
      z.object({
        area: z.string(),
        label: z.record(z.string(), z.string()),
        points: z.array(z.tuple([z.number(), z.number()])),
      }),
    ),
  }),
  failures: ['referral.not_allowed'],
})

const said = z.string().nullable()

export const listProposals = route({
  method: 'GET',
  path: '/referral/proposals',
  summary: 'Proposals for the directory that wait for a decision, with what they would change',
  tag,
  response: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        agencyName: said,
        name: z.string(),
        site: z.string(),
        type: z.string(),
        source: z.enum(['hand', 'open_referral']),
        at: z.string(),
        isNew: z.boolean(),
        changes: z.array(z.object({ field: z.string(), before: said, after: said })),
        /** Whether the asker may decide it; else somebody else does. */
        mayDecide: z.boolean(),
      }),
    ),
  }),
  failures: ['referral.not_allowed'],
})
export type ProposalView = ResponseOf<typeof listProposals>['items'][number]

export const decideProposal = route({
  method: 'POST',
  path: '/referral/proposals/:proposalId/decide',
  summary: 'Approves a proposal, which is in the directory from then on, or rejects it',
  tag,
  params: z.object({ proposalId: z.uuid() }),
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']) }),
  response: z.object({ decision: words(20) }),
  failures: ['referral.not_allowed', 'referral.no_proposal', 'referral.entry_changed', 'records.second_person'],
})
