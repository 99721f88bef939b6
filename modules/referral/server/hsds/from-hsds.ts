import { addDays, type PlainDate } from '@gloact/kernel'
import { CAPACITY_UNITS, SERVES } from '../../domain/directory.ts'
import {
  differences,
  EXCHANGED_DETAILS,
  isConfidentialByType,
  LONGEST_DAYS,
  type DirectoryEntry,
  type EntryField,
  type ExchangedDetails,
} from '../../domain/directory-entry.ts'
import { RECIPIENT_KINDS, type RecipientKind } from '../../domain/passing-on.ts'
import { detailsOf, isWeekly } from './hsds-details.ts'
import { hsdsService, READ_BELOW, READ_PATHS, TAXONOMIES, type HsdsAttribute, type HsdsService } from './hsds-format.ts'

/** What the directory knows already, against which a document is read. */
export interface Known {
  readonly entries: readonly DirectoryEntry[]
  readonly agencies: ReadonlyMap<string, string>
  readonly types: ReadonlySet<string>
  /** Codes of areas, and their names in every language of the country. */
  readonly areas: ReadonlyMap<string, readonly string[]>
  /** Terms of other taxonomies (code or name, in small letters) by our type of service. */
  readonly terms: Readonly<Record<string, string>>
  /** Of known services the details that fewer than everyone see: a document changes none of them. */
  readonly narrow?: ReadonlyMap<string, readonly string[]>
  readonly today: PlainDate
  readonly newId: () => string
}

type Reason =
  | 'not_hsds'
  | 'organization_unknown'
  | 'type_unknown'
  | 'area_unknown'
  | 'location_missing'
  | 'closed'
  | 'twice'

export type ReadRow = { readonly row: number; readonly name: string | null } & (
  | { readonly outcome: 'rejected'; readonly reason: Reason; readonly at?: string }
  | { readonly outcome: 'unchanged'; readonly entry: DirectoryEntry }
  | {
      readonly outcome: 'changed'
      readonly entry: DirectoryEntry
      readonly before: DirectoryEntry
      readonly fields: readonly EntryField[]
    }
  | { readonly outcome: 'new'; readonly entry: DirectoryEntry; readonly before: null }
)

export interface ReadDirectory {
  readonly rows: readonly ReadRow[]
  /** Terms that stand for no type of service here, with how many services have them. */
  readonly unknownTerms: readonly { readonly term: string; readonly count: number }[]
  /** What the document says and the directory has no place for, with how many services say it. */
  readonly noEquivalent: readonly { readonly path: string; readonly count: number }[]
  /** Hours, fees and contacts that were left as they are, since fewer than everyone see them here. */
  readonly detailsLeft: number
  /** Addresses that were left unread, since the site is confidential. */
  readonly addressesLeft: number
}

/** The services of a document: a page of `/services`, a list, or a single service. */
export function servicesIn(document: unknown): readonly unknown[] | null {
  if (typeof document !== 'object' || document === null) return null
  const { contents, services } = document as { contents?: unknown; services?: unknown }
  const list = listOf(document) ?? listOf(contents) ?? listOf(services)
  if (list) return list
  return 'status' in document && 'name' in document ? [document] : null
}

const listOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? (value as unknown[]) : null)

/** Reads a document row by row. Whatever it does not say of a service that is known stays as it is. */
export function readServices(services: readonly unknown[], known: Known): ReadDirectory {
  const unknownTerms = new Map<string, number>()
  const noEquivalent = new Map<string, number>()
  const seen = new Set<string>()
  let addressesLeft = 0
  let detailsLeft = 0
  const rows = services.map((service, index): ReadRow => {
    const parsed = hsdsService.safeParse(service)
    const row = index + 1
    if (!parsed.success) {
      return { row, name: null, outcome: 'rejected', reason: 'not_hsds', at: parsed.error.issues[0]!.path.join('.') }
    }
    if (leadsNowhere(parsed.data, known)) add(noEquivalent, 'attributes.night_service')
    for (const path of new Set(pathsWithoutEquivalent(parsed.data))) add(noEquivalent, path)
    if (parsed.data.schedules?.some((schedule) => !isWeekly(schedule))) add(noEquivalent, 'schedules')
    const read = entryOf(parsed.data, known, unknownTerms)
    const { name } = parsed.data
    if ('reason' in read) return { row, name, outcome: 'rejected', reason: read.reason }
    if (seen.has(read.entry.id)) return { row, name, outcome: 'rejected', reason: 'twice' }
    seen.add(read.entry.id)
    if (read.addressLeft) addressesLeft += 1
    detailsLeft += read.detailsLeft
    const { entry, before } = read
    if (before === null) return { row, name, outcome: 'new', entry, before }
    const fields = differences(before, entry)
    return fields.length === 0
      ? { row, name, outcome: 'unchanged', entry }
      : { row, name, outcome: 'changed', entry, before, fields }
  })
  return {
    rows,
    unknownTerms: [...unknownTerms].map(([term, count]) => ({ term, count })),
    noEquivalent: [...noEquivalent].map(([path, count]) => ({ path, count })),
    addressesLeft,
    detailsLeft,
  }
}

const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1)

type ReadEntry =
  | { readonly reason: Reason }
  | {
      readonly entry: DirectoryEntry
      readonly before: DirectoryEntry | null
      readonly addressLeft: boolean
      readonly detailsLeft: number
    }

function entryOf(service: HsdsService, known: Known, unknownTerms: Map<string, number>): ReadEntry {
  const location = service.service_at_locations?.[0]?.location ?? null
  const organization = service.organization?.id ?? service.organization_id ?? null
  const agencyId =
    organization !== null && known.agencies.has(organization)
      ? organization
      : [...known.agencies].find(([, name]) => same(name, service.organization?.name))?.[0]
  // By its id, else by its name at a site of that name: of the agency that the document names.
  const before =
    known.entries.find(({ id }) => id === service.id) ??
    known.entries.find(
      (entry) => entry.agencyId === agencyId && same(entry.name, service.name) && same(entry.site.name, location?.name),
    ) ??
    null
  if (agencyId === undefined || (before !== null && before.agencyId !== agencyId)) {
    return { reason: 'organization_unknown' }
  }
  const attributes = service.attributes ?? []
  const type = typeOf(attributes, known, unknownTerms) ?? before?.type
  if (type === undefined) return { reason: 'type_unknown' }
  const closed = service.status === 'inactive' || service.status === 'defunct'
  if (closed && before === null) return { reason: 'closed' }
  if (location === null && before === null) return { reason: 'location_missing' }

  const ofSite = location?.attributes ?? []
  // Once confidential, a site is that until a person says otherwise; one that is new is by its type.
  const confidential =
    before?.site.confidential ?? (termIn(ofSite, TAXONOMIES.site) === 'confidential' || isConfidentialByType(type))
  const address = location?.addresses?.[0]
  const area =
    areaOf(
      [termIn(ofSite, TAXONOMIES.area), service.service_areas?.[0]?.name, address?.state_province, address?.city],
      known,
    ) ?? before?.site.area
  if (area === undefined) return { reason: 'area_unknown' }
  const street = address?.address_1?.trim() || null
  const recipientKind = oneOf(RECIPIENT_KINDS, termIn(attributes, TAXONOMIES.recipientKind))
  const unit = oneOf(CAPACITY_UNITS, service.capacities?.[0]?.unit?.name)
  const maximum = service.capacities?.[0]?.maximum
  const languages = (service.languages ?? []).flatMap(({ code }) => (code && /^[a-z]{2,3}$/.test(code) ? [code] : []))
  const night = termIn(attributes, TAXONOMIES.night)
  // Another service of this directory, or it leads nowhere.
  const leads = night !== undefined && known.entries.some(({ id }) => id === night) && night !== before?.id
  const said: ExchangedDetails = { ...detailsOf(service), ...(leads && { night }) }
  const narrow = known.narrow?.get(before?.id ?? '') ?? []
  // How a house is reached is for those who refer.
  const left = EXCHANGED_DETAILS.filter(
    (field) => said[field] !== undefined && (narrow.includes(field) || (confidential && field === 'contact')),
  )
  const details = Object.fromEntries(
    EXCHANGED_DETAILS.flatMap((field) => {
      const value = left.includes(field) ? before?.details?.[field] : (said[field] ?? before?.details?.[field])
      return value === undefined ? [] : [[field, value]]
    }),
  )
  return {
    before,
    detailsLeft: left.length,
    addressLeft: confidential && street !== null,
    entry: {
      id: before?.id ?? known.newId(),
      agencyId,
      type,
      name: service.name,
      recipientKind: recipientKind ?? before?.recipientKind ?? kindOfType(type),
      languages: languages.length > 0 ? languages : (before?.languages ?? []),
      serves: oneOf(SERVES, termIn(attributes, TAXONOMIES.serves)) ?? before?.serves ?? 'anybody',
      minAge: service.minimum_age === undefined ? (before?.minAge ?? null) : service.minimum_age,
      maxAge: service.maximum_age === undefined ? (before?.maxAge ?? null) : service.maximum_age,
      validUntil: closed ? addDays(known.today, -1) : (before?.validUntil ?? addDays(known.today, LONGEST_DAYS)),
      // How much room there is its agency says; a document may only say how much a new service has at most.
      unit: before?.unit ?? unit ?? 'place',
      maximum: before === null ? (Number.isInteger(maximum) ? maximum! : null) : before.maximum,
      keepsList: before?.keepsList ?? termIn(attributes, TAXONOMIES.list) !== undefined,
      site: {
        id: before?.site.id ?? known.newId(),
        name: location?.name?.trim() || before?.site.name || service.name,
        area,
        confidential,
        address: confidential ? null : (street ?? before?.site.address ?? null),
      },
      details,
    },
  }
}

/** Where people go outside the hours, if that is no service of this directory. */
function leadsNowhere({ attributes }: HsdsService, { entries }: Known): boolean {
  const night = termIn(attributes ?? [], TAXONOMIES.night)
  return night !== undefined && !entries.some(({ id }) => id === night)
}

const same = (one: string, other: string | null | undefined): boolean =>
  other !== null && other !== undefined && one.trim().toLowerCase() === other.trim().toLowerCase()

const oneOf = <Code extends string>(codes: readonly Code[], code: string | null | undefined): Code | undefined =>
  codes.find((each) => each === code)

const termIn = (attributes: readonly HsdsAttribute[], taxonomy: string): string | undefined =>
  attributes.find(({ taxonomy_term: term }) => term?.taxonomy === taxonomy)?.taxonomy_term?.code ?? undefined

function typeOf(
  attributes: readonly HsdsAttribute[],
  { types, terms }: Known,
  unknownTerms: Map<string, number>,
): string | undefined {
  const own = termIn(attributes, TAXONOMIES.type)
  if (own !== undefined && types.has(own)) return own
  const ours: readonly string[] = Object.values(TAXONOMIES)
  for (const { taxonomy_term: term } of attributes) {
    if (!term || (ours.includes(term.taxonomy ?? '') && term.taxonomy !== TAXONOMIES.type)) continue
    const mapped = [term.code, term.name]
      .map((word) => terms[word?.trim().toLowerCase() ?? ''])
      .find((type) => type !== undefined && types.has(type))
    if (mapped !== undefined) return mapped
    add(unknownTerms, [term.taxonomy, term.code, term.name].filter(Boolean).join(' / '))
  }
  return undefined
}

const areaOf = (words: readonly (string | null | undefined)[], { areas }: Known): string | undefined =>
  words
    .filter((word) => word !== null && word !== undefined)
    .map((word) => [...areas].find(([code, names]) => code === word || names.some((name) => same(name, word)))?.[0])
    .find((code) => code !== undefined)

const KINDS_OF_TYPES: Readonly<Record<string, RecipientKind>> = {
  shelter: 'shelter',
  reception: 'shelter',
  health: 'health',
  sexual_reproductive_health: 'health',
  substance_use_treatment: 'health',
  psychosocial: 'psychosocial',
  legal_assistance: 'legal',
  compensation: 'legal',
  vocational_training: 'livelihoods',
  child_protection: 'child_protection',
}
const kindOfType = (type: string): RecipientKind => KINDS_OF_TYPES[type] ?? 'protection'

/** Where a service says something that is not read. A list counts as its items. */
function pathsWithoutEquivalent(value: unknown, path = ''): readonly string[] {
  if (value === null || value === undefined || value === '' || READ_BELOW.includes(path)) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsWithoutEquivalent(item, path))
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) =>
      pathsWithoutEquivalent(inner, path === '' ? key : `${path}.${key}`),
    )
  }
  return READ_PATHS.has(path) ? [] : [path]
}
