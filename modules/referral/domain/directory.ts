import type { Instant } from '@gloact/kernel'

export const CAPACITY_UNITS = ['bed', 'room', 'appointment', 'place', 'hour'] as const
export type CapacityUnit = (typeof CAPACITY_UNITS)[number]

export interface Capacity {
  readonly unit: CapacityUnit
  /** Null where places are not counted. */
  readonly maximum: number | null
  readonly occupied: number
  readonly held: number
  readonly outOfUse: number
  readonly keepsList: boolean
  readonly updatedAt: Instant | null
}

/** `unknown`: nobody has said for so long that it says nothing. */
export const ROOM = ['open', 'waitlist', 'unknown', 'assess_first', 'full'] as const
export type Room = (typeof ROOM)[number]

const HOUR = 3_600_000
/** For how long what was said of a unit holds. */
export type FreshHours = Readonly<Record<CapacityUnit, number>>
export const USUAL_FRESH_HOURS: FreshHours = {
  bed: 24,
  room: 24,
  appointment: 7 * 24,
  place: 30 * 24,
  hour: 30 * 24,
}

/** Below 0 where more are there than fit. */
export const available = ({ maximum, occupied, held, outOfUse }: Capacity): number =>
  (maximum ?? 0) - occupied - held - outOfUse

export function roomOf(capacity: Capacity, now: Instant, fresh: FreshHours = USUAL_FRESH_HOURS): Room {
  if (capacity.updatedAt === null) return 'unknown'
  if (Date.parse(now) - Date.parse(capacity.updatedAt) > fresh[capacity.unit] * HOUR) return 'unknown'
  if (capacity.maximum === null) return 'assess_first'
  if (available(capacity) > 0) return 'open'
  return capacity.keepsList ? 'waitlist' : 'full'
}

/** Whether somebody can be sent there now: there is a place, or a list to be put on. */
export const isOpen = (room: Room): boolean => room === 'open' || room === 'waitlist'

export const SERVES = ['anybody', 'women', 'men', 'children', 'families'] as const
export type Serves = (typeof SERVES)[number]

export interface ServiceEntry {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly area: string
  readonly languages: readonly string[]
  readonly serves: Serves
  readonly minAge: number | null
  readonly maxAge: number | null
  readonly room: Room
}

export interface Need {
  readonly type: string
  readonly area?: string | undefined
  readonly language?: string | undefined
  /** For whom: a child, an adult, or anybody. */
  readonly child?: boolean | undefined
}

const ADULT = 18

/** Whether a service is for them at all. */
export const fits = (service: ServiceEntry, need: Need): boolean =>
  service.type === need.type &&
  (need.child === undefined ||
    (need.child
      ? (service.minAge ?? 0) < ADULT
      : service.serves !== 'children' && (service.maxAge === null || service.maxAge >= ADULT)))

/**
 * Services that fit, those with room first, then those that speak the language, then those near; never by how often they
 * accept, which would hide the hard cases.
 */
export function servicesThatFit<Entry extends ServiceEntry>(services: readonly Entry[], need: Need): readonly Entry[] {
  const rank = (service: Entry): readonly number[] => [
    ROOM.indexOf(service.room),
    need.language === undefined || service.languages.includes(need.language) ? 0 : 1,
    need.area === undefined || service.area === need.area ? 0 : 1,
  ]
  return services
    .filter((service) => fits(service, need))
    .toSorted((a, b) => {
      const [left, right] = [rank(a), rank(b)]
      const differs = left.findIndex((value, index) => value !== right[index])
      return differs >= 0 ? left[differs]! - right[differs]! : a.name < b.name ? -1 : 1
    })
}
