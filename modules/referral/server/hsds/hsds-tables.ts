import type { HsdsService } from './hsds-format.ts'
import type { toHsds } from './to-hsds.ts'

type Cell = string | number
/** A row of a table, by column; what it does not say is left out. */
export type TableRow = Readonly<Record<string, Cell>>
/** The tables of Open Referral, by the name of their file without its ending. */
export type Tables = Readonly<Record<string, readonly TableRow[]>>

type Written = ReturnType<typeof toHsds>

/** The columns of each table that is written, in the order of the specification. */
export const COLUMNS = {
  organizations: ['id', 'name', 'description'],
  services: [
    'id',
    'organization_id',
    'name',
    'email',
    'status',
    'application_process',
    'fees_description',
    'minimum_age',
    'maximum_age',
    'assured_date',
  ],
  locations: ['id', 'location_type', 'organization_id', 'name'],
  addresses: ['id', 'location_id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
  service_at_location: ['id', 'service_id', 'location_id'],
  languages: ['id', 'service_id', 'name', 'code'],
  schedules: ['id', 'service_id', 'freq', 'byday', 'opens_at', 'closes_at'],
  phones: ['id', 'service_id', 'number'],
  attributes: ['id', 'link_id', 'taxonomy_term_id', 'link_type', 'link_entity', 'value'],
  taxonomies: ['id', 'name', 'description'],
  taxonomy_terms: ['id', 'code', 'name', 'description', 'taxonomy', 'language'],
  service_capacities: ['id', 'service_id', 'unit_id', 'available', 'maximum', 'updated'],
  units: ['id', 'name'],
} as const satisfies Readonly<Record<string, readonly string[]>>
type TableName = keyof typeof COLUMNS

/** The same services as tables, each thing once. `idOf` makes the id of a taxonomy from its name. */
export function asTables(services: readonly Written[], idOf: (taxonomy: string) => string): Tables {
  const rows = new Map<TableName, Map<string, TableRow>>()
  const put = (table: TableName, said: object): void => {
    const row = Object.fromEntries(
      Object.entries(said).filter(([column]) => (COLUMNS[table] as readonly string[]).includes(column)),
    ) as TableRow
    const known = rows.get(table) ?? new Map<string, TableRow>()
    rows.set(table, known.set(String(row['id']), row))
  }
  for (const service of services) {
    put('organizations', service.organization)
    put('services', service)
    for (const each of service.languages) put('languages', each)
    for (const each of service.schedules ?? []) put('schedules', each)
    for (const each of service.phones ?? []) put('phones', each)
    for (const at of service.service_at_locations) {
      put('service_at_location', at)
      put('locations', at.location)
      for (const address of 'addresses' in at.location ? (at.location.addresses ?? []) : []) put('addresses', address)
    }
    const attributes = [
      ...service.attributes,
      ...service.service_at_locations.flatMap(({ location }) => location.attributes),
    ]
    for (const { taxonomy_term: term, ...attribute } of attributes) {
      put('taxonomies', { id: idOf(term.taxonomy), name: term.taxonomy, description: term.taxonomy })
      put('taxonomy_terms', term)
      put('attributes', { ...attribute, taxonomy_term_id: term.id })
    }
    for (const { unit, ...capacity } of service.capacities ?? []) {
      put('units', unit)
      put('service_capacities', { ...capacity, unit_id: unit.id })
    }
  }
  return Object.fromEntries(
    Object.keys(COLUMNS).map((name) => [name, [...(rows.get(name as TableName)?.values() ?? [])]]),
  )
}

/** Columns that are numbers; in a file everything is text. */
const NUMBERS: readonly string[] = ['minimum_age', 'maximum_age', 'amount', 'available', 'maximum', 'interval']

/** Tables by either number of their names: `service.csv` is met as often as `services.csv`. */
const SINGULAR: Readonly<Record<string, string>> = {
  organization: 'organizations',
  service: 'services',
  location: 'locations',
  address: 'addresses',
  service_at_locations: 'service_at_location',
  language: 'languages',
  schedule: 'schedules',
  phone: 'phones',
  attribute: 'attributes',
  taxonomy: 'taxonomies',
  taxonomy_term: 'taxonomy_terms',
  service_capacity: 'service_capacities',
  unit: 'units',
  contact: 'contacts',
  cost_option: 'cost_options',
  service_area: 'service_areas',
  required_document: 'required_documents',
  program: 'programs',
}
export const tableNamed = (name: string): string => SINGULAR[name.toLowerCase()] ?? name.toLowerCase()

/** Tables that hang on a service by its id, by the name that they have in a service. */
const OF_A_SERVICE: Readonly<Record<string, string>> = {
  languages: 'languages',
  schedules: 'schedules',
  phones: 'phones',
  contacts: 'contacts',
  cost_options: 'cost_options',
  service_areas: 'service_areas',
  required_documents: 'required_documents',
  funding: 'funding',
}

type Loose = Record<string, unknown>

/**
 * The services of tables that were read, put together again; and the tables that hang on none of them, with how many rows. What is
 * wrong with a service is found when it is read.
 */
export function fromTables(texts: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>): {
  readonly services: readonly unknown[]
  readonly unread: readonly { readonly table: string; readonly rows: number }[]
} {
  const read = new Map<string, readonly Loose[]>(
    Object.entries(texts).map(([name, rows]) => [tableNamed(name), rows.map(typed)]),
  )
  const used = new Set(['services'])
  const table = (name: string): readonly Loose[] => {
    used.add(name)
    return read.get(name) ?? []
  }
  const byId = (name: string) => new Map(table(name).map((row) => [row['id'], row]))
  const by = (name: string, column: string) => Map.groupBy(table(name), (row) => row[column])
  const [organizations, locations, terms, units] = [
    byId('organizations'),
    byId('locations'),
    byId('taxonomy_terms'),
    byId('units'),
  ]
  const taxonomies = byId('taxonomies')
  const attributes = by('attributes', 'link_id')
  const addresses = by('addresses', 'location_id')
  const places = by('service_at_location', 'service_id')
  const capacities = by('service_capacities', 'service_id')
  const hanging = Object.entries(OF_A_SERVICE).map(([name, as]) => [as, by(name, 'service_id')] as const)
  const attributesOf = (id: unknown) =>
    (attributes.get(id) ?? []).map(({ taxonomy_term_id: termId, ...attribute }) => {
      const term = terms.get(termId)
      const taxonomy = term?.['taxonomy'] ?? taxonomies.get(term?.['taxonomy_id'])?.['name']
      return { ...attribute, ...(term && { taxonomy_term: { ...term, taxonomy } }) }
    })
  const services = (read.get('services') ?? []).map((service) => {
    const { id } = service
    const organization = organizations.get(service['organization_id'])
    return {
      ...service,
      ...(organization && { organization }),
      ...Object.fromEntries(hanging.flatMap(([as, rows]) => (rows.has(id) ? [[as, rows.get(id)]] : []))),
      attributes: attributesOf(id),
      service_at_locations: (places.get(id) ?? []).map((at) => {
        const location = locations.get(at['location_id'])
        const addressed = addresses.get(location?.['id'])
        return {
          ...at,
          ...(location && {
            location: {
              ...location,
              attributes: attributesOf(location['id']),
              ...(addressed && { addresses: addressed }),
            },
          }),
        }
      }),
      ...(capacities.has(id) && {
        capacities: capacities.get(id)!.map(({ unit_id: unitId, ...capacity }) => ({
          ...capacity,
          unit: units.get(unitId),
        })),
      }),
    } satisfies Partial<Record<keyof HsdsService, unknown>>
  })
  const unread = [...read].flatMap(([name, rows]) =>
    used.has(name) || rows.length === 0 ? [] : [{ table: name, rows: rows.length }],
  )
  return { services, unread }
}

/** A row without its empty cells, numbers as numbers. */
const typed = (row: Readonly<Record<string, string>>): Loose =>
  Object.fromEntries(
    Object.entries(row).flatMap(([column, text]) => {
      const said = text.trim()
      if (said === '') return []
      const isNumber = NUMBERS.includes(column) && Number.isFinite(Number(said))
      return [[column, isNumber ? Number(said) : said]]
    }),
  )
