import { z } from 'zod'
import { optionalText, storedDate, text } from '@gloact/http/contract'
import { asInstant, isMomentInRange, type Instant, type PlainDate } from '@gloact/kernel'
import {
  APPOINTMENT_OUTCOMES,
  type AppointmentChanged,
  type AppointmentEnded,
  type AppointmentMade,
  type ServiceRecorded,
  type ServiceResultRecorded,
} from '../domain/service-payloads.ts'
import { code, plainDate } from './payload-parts.ts'

type DateSchema = z.ZodType<PlainDate, string>
type MomentSchema = z.ZodType<Instant, string>

/** A moment in UTC with milliseconds, as it is kept: nothing is changed on the way. */
const storedMoment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && asInstant(text) === text, { error: 'not a moment in UTC' })
  .meta({ format: 'date-time' }) as unknown as MomentSchema

const moment = (storedMoment as unknown as z.ZodString)
  .refine(isMomentInRange, { error: 'not a moment that can be meant' })
  .meta({ format: 'date-time' }) as unknown as MomentSchema

/** From five minutes to a day. */
const minutes = z.number().int().min(5).max(1_440)
const goingWith = z.array(z.uuid()).max(20)

const serviceOf = (date: DateSchema): z.ZodType<ServiceRecorded, unknown> =>
  z.strictObject({
    type: code,
    providerAgencyId: z.uuid().nullable(),
    provider: optionalText(300),
    plannedOn: date.nullable(),
    startedOn: date.nullable(),
    endedOn: date.nullable(),
    goalId: z.uuid().nullable(),
    note: optionalText(4_000),
    corrects: z.uuid().nullable(),
  })

const serviceResultOf = (date: DateSchema): z.ZodType<ServiceResultRecorded, unknown> =>
  z.strictObject({
    serviceId: z.uuid(),
    result: code,
    resultOn: date,
    reason: optionalText(4_000),
  })

const whenOf = (date: DateSchema, at: MomentSchema) => z.union([z.strictObject({ at }), z.strictObject({ on: date })])

const appointmentOf = (date: DateSchema, at: MomentSchema): z.ZodType<AppointmentMade, unknown> =>
  z.strictObject({
    kind: code,
    when: whenOf(date, at),
    minutes,
    place: optionalText(500),
    with: optionalText(300),
    goingWith,
    safeContactRead: z.boolean(),
    remindOn: date.nullable(),
    serviceId: z.uuid().nullable(),
  })

const appointmentChangeOf = (date: DateSchema, at: MomentSchema): z.ZodType<AppointmentChanged, unknown> =>
  z.strictObject({
    appointmentId: z.uuid(),
    when: whenOf(date, at),
    minutes,
    place: optionalText(500),
    goingWith,
    reasons: text(2_000),
  })

const appointmentEndOf = (date: DateSchema): z.ZodType<AppointmentEnded, unknown> =>
  z.strictObject({
    appointmentId: z.uuid(),
    outcome: z.enum(APPOINTMENT_OUTCOMES),
    note: optionalText(4_000),
    happenedOn: date,
  })

/** As they are sent. */
export const serviceRecorded = serviceOf(plainDate)
export const serviceResultRecorded = serviceResultOf(plainDate)
export const appointmentMade = appointmentOf(plainDate, moment)
export const appointmentChanged = appointmentChangeOf(plainDate, moment)
export const appointmentEnded = appointmentEndOf(plainDate)

/** As they were recorded: a date from before there was a range is shown as it is. */
export const storedService = serviceOf(storedDate)
export const storedServiceResult = serviceResultOf(storedDate)
export const storedAppointment = appointmentOf(storedDate, storedMoment)
export const storedAppointmentChange = appointmentChangeOf(storedDate, storedMoment)
export const storedAppointmentEnd = appointmentEndOf(storedDate)
