import type { ExchangedDetails } from '../../domain/directory-entry.ts'
import { readHours, WEEKDAYS, writeHours, type Opening, type Weekday } from '../../domain/opening-hours.ts'
import type { HsdsService } from './hsds-format.ts'

/** Longer texts are no contact and no fee. */
const LONGEST = 500

const PHONE = /^\+?[\d ().-]{4,30}$/
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

interface WrittenDetails {
  readonly schedules?: readonly {
    readonly id: string
    readonly service_id: string
    readonly freq: 'WEEKLY'
    readonly byday: string
    readonly opens_at: string
    readonly closes_at: string
  }[]
  readonly fees_description?: string
  readonly phones?: readonly { readonly id: string; readonly service_id: string; readonly number: string }[]
  readonly email?: string
  readonly application_process?: string
}

/** Hours, fees and contact as Open Referral has them. `idOf` makes an id that is the same each time. */
export function detailsToHsds(
  serviceId: string,
  { hours, fees, contact }: ExchangedDetails,
  idOf: (what: string) => string,
): WrittenDetails {
  const openings = hours === undefined ? null : readHours(hours)
  return {
    ...(openings && {
      schedules: openings.map(({ days, opens, closes }, index) => ({
        id: idOf(`schedule:${index}`),
        service_id: serviceId,
        freq: 'WEEKLY' as const,
        byday: days.join(','),
        opens_at: opens,
        closes_at: closes,
      })),
    }),
    ...(fees !== undefined && { fees_description: fees }),
    ...(contact !== undefined &&
      (PHONE.test(contact)
        ? { phones: [{ id: idOf('phone'), service_id: serviceId, number: contact }] }
        : MAIL.test(contact)
          ? { email: contact }
          : { application_process: contact })),
  }
}

/** What a service of a document says of its hours, fees and contact; what it leaves out is left out. */
export function detailsOf(service: HsdsService): ExchangedDetails {
  const hours = hoursOf(service)
  const fees = cut(service.fees_description ?? costs(service))
  const contact = cut(contactOf(service))
  return { ...(hours && { hours }), ...(fees && { fees }), ...(contact && { contact }) }
}

/** Whether a schedule is one of every week, as ours are. */
export function isWeekly(schedule: NonNullable<HsdsService['schedules']>[number]): boolean {
  return openingOf(schedule) !== null
}

function openingOf({
  freq,
  interval,
  byday,
  opens_at: opens,
  closes_at: closes,
}: NonNullable<HsdsService['schedules']>[number]): Opening | null {
  const days = (byday ?? '').split(',').map((day) => day.trim().toUpperCase())
  const [from, to] = [timeOf(opens), timeOf(closes)]
  const isWhole = days.every((day) => WEEKDAYS.some((each) => each === day))
  if (freq !== 'WEEKLY' || (interval ?? 1) !== 1 || !isWhole || from === null || to === null) return null
  return { days: days as Weekday[], opens: from, closes: to }
}

/** `08:30`, where a time is written with seconds or a zone too: the country has one. */
const timeOf = (text: string | null | undefined): string | null =>
  /^([01]\d|2[0-3]):[0-5]\d/.exec(text ?? '')?.[0] ?? null

function hoursOf({ schedules }: HsdsService): string | null {
  const openings = (schedules ?? []).flatMap((schedule) => openingOf(schedule) ?? [])
  const text = writeHours(openings)
  return openings.length > 0 && readHours(text) !== null ? text : null
}

const costs = ({ cost_options: options }: HsdsService): string =>
  (options ?? [])
    .map(({ option, amount, currency, amount_description: what }) =>
      [option, amount === null || amount === undefined ? null : `${amount} ${currency ?? ''}`.trim(), what]
        .filter(Boolean)
        .join(' · '),
    )
    .filter(Boolean)
    .join('; ')

function contactOf({ contacts, phones, email, application_process: how }: HsdsService): string {
  const people = (contacts ?? []).flatMap(({ name, email: mail, phones: own }) => [
    name,
    ...(own ?? []).map(({ number }) => number),
    mail,
  ])
  const numbers = (phones ?? []).map(({ number, extension }) => (extension ? `${number ?? ''} (${extension})` : number))
  return [...new Set([how, ...people, ...numbers, email].flatMap((text) => text?.trim() || []))].join(', ')
}

const cut = (text: string): string | null => (text.trim() === '' ? null : text.trim().slice(0, LONGEST))
