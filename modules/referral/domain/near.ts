import type { Instant } from '@gloact/kernel'
import { servicesThatFit, USUAL_FRESH_HOURS, type CapacityUnit, type ServiceEntry } from './directory.ts'

/** Which services answer what a person needs at once, what answers it best first. */
export const TYPES_FOR: Readonly<Record<string, readonly string[]>> = {
  safety: ['police_protection', 'shelter', 'child_protection'],
  accommodation: ['shelter', 'child_protection', 'social_welfare'],
  food_and_clothing: ['material_support', 'social_welfare', 'shelter'],
  medical: ['health'],
  sexual_reproductive_health: ['sexual_reproductive_health', 'health'],
  mental_health: ['psychosocial'],
  substance_use: ['substance_use_treatment', 'health'],
  legal: ['legal_assistance'],
  documents: ['documents', 'consular', 'legal_assistance'],
  interpretation: ['interpretation'],
  family_contact: ['family_tracing', 'family_mediation'],
  childcare: ['childcare', 'child_protection'],
  disability_support: ['health', 'social_welfare'],
  education: ['education'],
  work_and_income: ['job_placement', 'livelihood', 'vocational_training'],
  wages_owed: ['compensation', 'legal_assistance'],
  return: ['voluntary_return'],
  protection_in_proceedings: ['witness_protection', 'legal_assistance'],
  guardian: ['child_protection'],
}

/** What most people need first, where nothing was said yet. */
export const USUAL_NEEDS = ['accommodation', 'medical', 'legal'] as const

/** As much of a service as may lie on a phone: of a confidential site neither its name nor its place. */
export interface NearService extends ServiceEntry {
  readonly agencyName: string | null
  readonly confidential: boolean
  readonly site: string
  readonly unit: CapacityUnit
  readonly available: number | null
  readonly capacityAt: string | null
}

/** What is kept on the device. The area of a confidential site stays, to order by, and is shown nowhere. */
export const toKeep = (service: NearService): NearService => ({
  id: service.id,
  type: service.type,
  name: service.name,
  agencyName: service.agencyName,
  confidential: service.confidential,
  site: service.confidential ? '' : service.site,
  area: service.area,
  languages: service.languages,
  serves: service.serves,
  minAge: service.minAge,
  maxAge: service.maxAge,
  room: service.room,
  unit: service.unit,
  available: service.available,
  capacityAt: service.capacityAt,
})

/** What was said of room holds for so long only, whenever it was read. */
export function asOfNow(service: NearService, now: Instant): NearService {
  const stale =
    service.capacityAt === null ||
    Date.parse(now) - Date.parse(service.capacityAt) > USUAL_FRESH_HOURS[service.unit] * 3_600_000
  return stale ? { ...service, room: 'unknown', available: null } : service
}

export interface ContactNeed {
  readonly needs: readonly string[]
  readonly area: string | undefined
  readonly language: string | undefined
  readonly child: boolean
}

const AT_MOST = 3

/** For each need the services that answer it, those with room first, then those that speak the language, then the nearest. */
export const nearest = <Of extends ServiceEntry>(
  services: readonly Of[],
  { needs, ...asked }: ContactNeed,
): readonly { readonly need: string; readonly services: readonly Of[] }[] =>
  needs.map((need) => ({
    need,
    services: (TYPES_FOR[need] ?? [])
      .flatMap((type) => servicesThatFit(services, { type, ...asked }))
      .slice(0, AT_MOST),
  }))
