import { route, type ResponseOf } from '@gloact/http/contract'
import { z } from 'zod'
import { ENDINGS } from '../domain/measures.ts'

const tag = 'referral'
const share = z.object({ count: z.number().int(), of: z.number().int() }).meta({ id: 'ReferralShare' })
const hours = z
  .object({ median: z.number().nullable(), ninetieth: z.number().nullable(), of: z.number().int() })
  .meta({ id: 'ReferralWaiting' })

const endings = z.record(z.enum(ENDINGS), z.number().int()).meta({ id: 'ReferralEndings' })

const timeliness = {
  acknowledgedInTime: share,
  toAcknowledge: hours,
  toAnswer: hours,
  toAcknowledgeAtWork: hours,
  toAnswerAtWork: hours,
  accepted: share,
  toFirstService: hours,
  toFirstServiceOfAll: hours,
  delivered: share,
  unavailable: share,
  declinedByPerson: share,
  toConfirmRecall: hours,
  /** Null for what came to the agency: it must not learn about whom something was withheld. */
  keptBack: share.nullable(),
  loopClosed: share,
}

const measures = z.object({ sent: z.number().int(), ...timeliness, endings }).meta({ id: 'ReferralMeasures' })
export type MeasuresView = z.infer<typeof measures>

/** Per need: how full services were, and on how many of their days nobody knew. In percent. */
const places = z.array(z.object({ need: z.string(), occupancy: z.number().nullable(), blindness: z.number() }))
export type PlacesView = z.infer<typeof places>

export const SIDES = ['sent', 'received'] as const
export type Side = (typeof SIDES)[number]

export const readMeasures = route({
  method: 'GET',
  path: '/referral/measures',
  summary: 'Outcomes of the referrals that an agency sent or received, in a number of days up to today',
  tag,
  query: z.object({ side: z.enum(SIDES), days: z.coerce.number().int().min(1).max(3660) }),
  response: z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    whole: measures,
    needs: z.array(z.object({ need: z.string(), measures })),
    /** Where most was declined or not to be had first. */
    services: z.array(
      z.object({
        serviceId: z.string(),
        service: z.string(),
        site: z.string(),
        area: z.string(),
        sent: z.number().int(),
        declined: z.number().int(),
        unavailable: z.number().int(),
      }),
    ),
    unmet: share,
    /** Needs that were referred three times or more. */
    hops: share,
    searches: share,
    places,
    /** Only as many were counted as can be read at once: ask for a shorter period. */
    cut: z.boolean(),
  }),
  failures: ['referral.not_allowed'],
})

/** A count that may be told, and null where telling it would tell of few. */
const told = z.number().int().nullable()
const shareTold = z.object({ count: told, of: told })
const endingsTold = z.record(z.enum(ENDINGS), told).meta({ id: 'ReferralEndingsTold' })

export const readCountryMeasures = route({
  method: 'GET',
  path: '/referral/measures/country',
  summary:
    'Outcomes of a quarter’s referrals in the whole country, sixty days after it ended; small numbers are withheld',
  tag,
  query: z.object({
    quarter: z
      .string()
      .regex(/^\d{4}-Q[1-4]$/)
      .optional(),
  }),
  response: z.object({
    /** Quarters that ended sixty days ago or longer, the latest first. */
    quarters: z.array(z.string()),
    quarter: z.string(),
    asOf: z.iso.date(),
    /** Below it no count is told. */
    threshold: z.number().int(),
    sent: told,
    acknowledgedInTime: shareTold,
    /** Needs that no service met within thirty days, of all that were referred. */
    unmet: shareTold,
    hops: shareTold,
    keptBack: shareTold,
    searches: shareTold,
    places,
    /** Each null where it is of fewer than twice the threshold. */
    times: z.object({
      toAcknowledge: hours.nullable(),
      toAnswer: hours.nullable(),
      toFirstService: hours.nullable(),
      toAcknowledgeAtWork: hours.nullable(),
      toAnswerAtWork: hours.nullable(),
      toConfirmRecall: hours.nullable(),
    }),
    endings: endingsTold,
    needs: z.array(z.object({ need: z.string(), sent: told, endings: endingsTold })),
    areas: z.array(z.object({ area: z.string(), sent: told, endings: endingsTold })),
  }),
  failures: ['referral.not_allowed', 'referral.no_period'],
})

export type OwnView = ResponseOf<typeof readMeasures>
export type CountryView = ResponseOf<typeof readCountryMeasures>
