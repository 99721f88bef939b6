import { z } from 'zod'
import { optionalText, text } from '@gloact/http/contract'
import { asInstant, type Instant } from '@gloact/kernel'
import {
  APPOINTMENT_OUTCOMES,
  type AppointmentChanged,
  type AppointmentEnded,
  type AppointmentMade,
  type ServiceRecorded,
  type ServiceResultRecorded,
} from '../domain/service-payloads.ts'
import { code, plainDate } from './payload-parts.ts'

export const serviceRecorded: z.ZodType<ServiceRecorded, unknown> = z.strictObject({
  type: code,
  providerAgencyId: z.uuid().nullable(),
  provider: optionalText(300),
  plannedOn: plainDate.nullable(),
  startedOn: plainDate.nullable(),
  endedOn: plainDate.nullable(),
  goalId: z.uuid().nullable(),
  note: optionalText(4_000),
  corrects: z.uuid().nullable(),
})

export const serviceResultRecorded: z.ZodType<ServiceResultRecorded, unknown> = z.strictObject({
  serviceId: z.uuid(),
  result: code,
  resultOn: plainDate,
  reason: optionalText(4_000),
})

/**
 * A moment in UTC with milliseconds, as it is kept: the same schema reads what is sent and writes what is shown, so that
 * nothing is changed on the way.
 */
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && asInstant(text) === text, { error: 'not a moment in UTC' })
  .meta({ format: 'date-time' }) as unknown as z.ZodType<Instant, string>

const momentOrDay = z.union([z.strictObject({ at: moment }), z.strictObject({ on: plainDate })])

/** From five minutes to a day. */
const minutes = z.number().int().min(5).max(1_440)
const goingWith = z.array(z.uuid()).max(20)

export const appointmentMade: z.ZodType<AppointmentMade, unknown> = z.strictObject({
  kind: code,
  when: momentOrDay,
  minutes,
  place: optionalText(500),
  with: optionalText(300),
  goingWith,
  safeContactRead: z.boolean(),
  remindOn: plainDate.nullable(),
  serviceId: z.uuid().nullable(),
})

export const appointmentChanged: z.ZodType<AppointmentChanged, unknown> = z.strictObject({
  appointmentId: z.uuid(),
  when: momentOrDay,
  minutes,
  place: optionalText(500),
  goingWith,
  reasons: text(2_000),
})

export const appointmentEnded: z.ZodType<AppointmentEnded, unknown> = z.strictObject({
  appointmentId: z.uuid(),
  outcome: z.enum(APPOINTMENT_OUTCOMES),
  note: optionalText(4_000),
  happenedOn: plainDate,
})
