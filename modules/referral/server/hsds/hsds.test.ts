import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parseBytes } from '@gloact/csv'
import { asPlainDate, newId } from '@gloact/kernel'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { DirectoryEntry } from '../../domain/directory-entry.ts'
import { readServices, servicesIn, type Known } from './from-hsds.ts'
import { asTables, COLUMNS, fromTables } from './hsds-tables.ts'
import { asPage, derived, toHsds, type Exported } from './to-hsds.ts'

const HSDS = resolve(import.meta.dirname, '../../../../../shared/data/hsds')
const withoutSchemas = existsSync(HSDS) ? false : 'the reference data (../shared/data/hsds) is not here'

const AGENCY = newId<'agency'>()
const clinic: DirectoryEntry = {
  id: newId(),
  agencyId: AGENCY,
  type: 'health',
  name: 'General practice',
  recipientKind: 'health',
  languages: ['en', 'ar'],
  serves: 'anybody',
  minAge: null,
  maxAge: null,
  validUntil: asPlainDate('2027-11-01'),
  unit: 'appointment',
  maximum: 12,
  keepsList: true,
  site: { id: newId(), name: 'Clinic 1', area: 'north', confidential: false, address: '4 Invented Street' },
  details: {
    hours: 'MO,TU,WE,TH 08:00-16:00; FR 20:00-02:00',
    fees: 'Free of charge; medicines are paid for.',
    contact: '+999 20 5550 117',
  },
}
const house: DirectoryEntry = {
  ...clinic,
  id: newId(),
  type: 'shelter',
  name: 'Safe house for women',
  recipientKind: 'shelter',
  serves: 'women',
  minAge: 18,
  unit: 'bed',
  keepsList: false,
  // As no row can be: the database refuses it. The export relies on nobody.
  site: { id: newId(), name: 'House 1', area: 'hills', confidential: true, address: '17 Hidden Lane' },
  details: { contact: 'Front door 5550 119' },
}

const exported = (entry: DirectoryEntry): Exported => ({
  entry,
  agencyName: 'Shelter North',
  areaName: entry.site.area === 'hills' ? 'Hill Province' : 'Northern Province',
  country: 'DL',
  confirmedOn: '2026-11-01',
  capacity: { available: -1, maximum: 12, updated: '2026-11-28T09:00:00.000Z' },
})
const known = (entries: readonly DirectoryEntry[], more: Partial<Known> = {}): Known => ({
  entries,
  agencies: new Map([[AGENCY, 'Shelter North']]),
  types: new Set(['health', 'shelter', 'psychosocial']),
  areas: new Map([
    ['north', ['Northern Province', 'Северная область']],
    ['hills', ['Hill Province']],
  ]),
  terms: {},
  today: asPlainDate('2026-11-28'),
  newId,
  ...more,
})

/** As it is read from a file. */
const written = (entries: readonly DirectoryEntry[]): unknown =>
  JSON.parse(JSON.stringify(asPage(entries.map((entry) => toHsds(exported(entry))))))

function schemas(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  const folder = join(HSDS, 'schema')
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json') && each !== 'openapi.json')) {
    const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
    ajv.addSchema(schema, `hsds:/${name}`)
  }
  return ajv
}

test('what is exported is valid against the schemas of HSDS', { skip: withoutSchemas }, () => {
  const validate = schemas().getSchema('hsds:/service.json')
  assert.ok(validate)
  for (const service of servicesIn(written([clinic, house]))!) {
    assert.ok(validate(service), JSON.stringify(validate.errors))
  }
  // It does judge: an identifier that is none, and a status that the format does not have.
  assert.equal(validate({ id: 'one', name: 'A', status: 'active' }), false)
  assert.equal(validate({ id: clinic.id, name: 'A', status: 'open' }), false)
})

test('a confidential site has neither address nor area nor coordinates in an export, whatever its row says', () => {
  const text = JSON.stringify(written([clinic, house]))
  assert.ok(text.includes('4 Invented Street'))
  for (const hidden of ['17 Hidden Lane', 'Hill Province', 'hills', 'latitude', '5550 119'])
    assert.ok(!text.includes(hidden), hidden)
})

test('a directory read back changes nothing, and nothing of it lacks an equivalent', () => {
  const entries = [clinic, { ...house, site: { ...house.site, address: null }, details: {} }]
  const read = readServices(servicesIn(written(entries))!, known(entries))
  assert.deepEqual(
    read.rows.map(({ outcome }) => outcome),
    ['unchanged', 'unchanged'],
  )
  assert.deepEqual(
    [read.unknownTerms, read.noEquivalent, read.addressesLeft],
    [
      [],
      // How much is free, and since when, its agency says; a name of an agency is no description.
      [
        { path: 'organization.description', count: 2 },
        { path: 'capacities.available', count: 2 },
        { path: 'capacities.updated', count: 2 },
      ],
      0,
    ],
  )
})

test('where people go outside the hours is read back; what is no service of this directory is reported', () => {
  const night = { ...clinic, id: newId<string>(), name: 'Night clinic', details: {} }
  const withNight = toHsds({ ...exported(clinic), night: night.id })
  const [row] = readServices(JSON.parse(JSON.stringify([withNight])) as unknown[], known([clinic, night])).rows
  assert.ok(row?.outcome === 'changed')
  assert.deepEqual([row.fields, row.entry.details?.night], [['night'], night.id])
  const elsewhere = readServices(JSON.parse(JSON.stringify([withNight])) as unknown[], known([clinic]))
  assert.equal(elsewhere.rows[0]?.outcome, 'unchanged')
  assert.ok(elsewhere.noEquivalent.some(({ path }) => path === 'attributes.night_service'))
})

test('what differs is named field by field; what a document does not say stays', () => {
  const [service] = servicesIn(written([clinic])) as [Record<string, unknown>]
  const read = readServices([{ ...service, name: 'Practice', minimum_age: 16, languages: [] }], known([clinic]))
  const [row] = read.rows
  assert.ok(row?.outcome === 'changed')
  assert.deepEqual(row.fields, ['name', 'min_age'])
  assert.deepEqual(row.entry.languages, ['en', 'ar'])
})

test('elsewhere the same service is found by its name at the site of its name, of the same agency', () => {
  const [service] = servicesIn(written([clinic])) as [Record<string, unknown>]
  const [row] = readServices([{ ...service, id: 'row 7 of a spreadsheet' }], known([clinic])).rows
  assert.equal(row?.outcome, 'unchanged')
  // Another agency's service is nobody's to change.
  const foreign = { ...service, organization_id: newId(), organization: { name: 'Somebody' } }
  const [other] = readServices([foreign], known([clinic])).rows
  assert.ok(other?.outcome === 'rejected' && other.reason === 'organization_unknown')
})

test('a new shelter is confidential and its address is not read; a closed service that is known ends', () => {
  const location = {
    id: newId(),
    location_type: 'physical',
    name: 'A house',
    addresses: [{ address_1: '17 Hidden Lane', city: 'X', state_province: 'Hill Province' }],
  }
  const term = { taxonomy_term: { code: 'shelter', name: 'Shelter', taxonomy: 'gloact:service_type' } }
  const service = {
    id: newId(),
    name: 'Refuge',
    status: 'active',
    organization: { name: 'shelter north' },
    attributes: [term],
    service_at_locations: [{ id: newId(), location }],
  }
  const read = readServices([service], known([]))
  const [row] = read.rows
  assert.ok(row?.outcome === 'new')
  assert.deepEqual([row.entry.site.confidential, row.entry.site.address, read.addressesLeft], [true, null, 1])
  const [closed] = readServices(
    [{ ...service, id: clinic.id, status: 'defunct', attributes: [] }],
    known([clinic]),
  ).rows
  assert.ok(closed?.outcome === 'changed')
  assert.ok(closed.fields.includes('valid_until') && closed.entry.validUntil < '2026-11-28')
})

test('the example of the specification is read with what it lacks reported', { skip: withoutSchemas }, () => {
  const document = JSON.parse(readFileSync(join(HSDS, 'examples', 'service_full.json'), 'utf8')) as {
    organization: { id: string }
  }
  const services = servicesIn(document)!
  const agencies = new Map([[document.organization.id, 'Example']])
  const read = readServices(services, known([], { agencies }))
  assert.ok(read.rows[0]?.outcome === 'rejected' && read.rows[0].reason === 'type_unknown')
  assert.ok(read.unknownTerms.length > 0)
  const { term } = read.unknownTerms[0]!
  const name = term.split(' / ').at(-1)!.toLowerCase()
  const mapped = readServices(
    services,
    known([], { agencies, terms: { [name]: 'psychosocial' }, areas: new Map([['north', ['MyState']]]) }),
  )
  assert.equal(mapped.rows[0]?.outcome, 'new')
  assert.ok(mapped.noEquivalent.some(({ path }) => path === 'url'))
  assert.ok(mapped.noEquivalent.some(({ path }) => path === 'schedules.description'))
})

test('what is no service is named by its place, and a document of something else is refused', () => {
  const [row] = readServices([{ name: 'X' }], known([])).rows
  assert.ok(row?.outcome === 'rejected' && row.reason === 'not_hsds' && row.at === 'id')
  assert.equal(servicesIn({ features: [] }), null)
  assert.equal(servicesIn(null), null)
})

const tablesOf = (entries: readonly DirectoryEntry[]) =>
  asTables(
    entries.map((entry) => toHsds(exported(entry))),
    (taxonomy) => derived(taxonomy, 'taxonomy'),
  )
/** As a file has them: text alone. */
const asText = (tables: ReturnType<typeof tablesOf>) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell)]))),
    ]),
  )

test(
  'tables say the same as the document: read back they change nothing, and each row is valid',
  { skip: withoutSchemas },
  () => {
    const entries = [clinic, { ...house, site: { ...house.site, address: null }, details: {} }]
    const tables = tablesOf(entries)
    const { services, unread } = fromTables(asText(tables))
    assert.deepEqual(unread, [])
    assert.deepEqual(
      readServices(services, known(entries)).rows.map(({ outcome }) => outcome),
      ['unchanged', 'unchanged'],
    )
    const ajv = schemas()
    const SCHEMA: Readonly<Record<string, string>> = {
      addresses: 'address',
      taxonomies: 'taxonomy',
      service_at_location: 'service_at_location',
    }
    let checked = 0
    for (const [name, rows] of Object.entries(tables)) {
      const validate = ajv.getSchema(`hsds:/${SCHEMA[name] ?? name.slice(0, -1)}.json`)
      // Capacity and its units have tables in the specification, and no schema among those that it gives.
      if (!validate) assert.ok(['service_capacities', 'units'].includes(name), name)
      for (const row of rows) {
        assert.ok(validate?.(row) ?? true, `${name}: ${JSON.stringify(validate?.errors)}`)
        checked += 1
      }
    }
    assert.ok(checked > 20)
    const { required } = requiredColumns()
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const missing = (required.get(table) ?? []).filter((column) => !columns.some((each) => each === column))
      assert.deepEqual(missing, [], table)
    }
  },
)

/** Of each table of the specification the columns that have to be there. */
function requiredColumns() {
  const [header = '', ...lines] = readFileSync(join(HSDS, 'schema', 'simple', 'schema.csv'), 'utf8').split('\n')
  assert.match(header, /constraints_required,constraints_tablular_required/)
  const rows = lines.flatMap((line) => {
    const flags = /,(true|false),(true|false),(true|false),/.exec(line)
    const [table, column] = line.split(',')
    return flags && table && column && (flags[2] === 'true' || flags[3] === 'true') ? [{ table, column }] : []
  })
  const PLURAL: Readonly<Record<string, string>> = {
    address: 'addresses',
    taxonomy: 'taxonomies',
    service_at_location: 'service_at_location',
  }
  const required = Map.groupBy(rows, ({ table }) => PLURAL[table] ?? `${table}s`)
  return { required: new Map([...required].map(([table, found]) => [table, found.map(({ column }) => column)])) }
}

test('hours, fees and contact of another directory are read, and what is not of every week is reported', () => {
  const [service] = servicesIn(written([clinic])) as [Record<string, unknown>]
  const theirs = {
    ...service,
    fees_description: undefined,
    cost_options: [{ id: newId(), option: 'Under 18s', amount: 35, currency: 'gbp' }],
    phones: [{ id: newId(), number: '020 5550', extension: 7 }],
    email: 'desk@example.org',
    schedules: [
      { id: newId(), freq: 'WEEKLY', byday: 'mo, we', opens_at: '09:00:00', closes_at: '17:30' },
      { id: newId(), freq: 'MONTHLY', byday: '1SA', opens_at: '09:00', closes_at: '12:00' },
    ],
  }
  const read = readServices([theirs], known([clinic]))
  const [row] = read.rows
  assert.ok(row?.outcome === 'changed')
  assert.deepEqual(row.fields, ['hours', 'fees', 'contact'])
  assert.deepEqual(row.entry.details, {
    hours: 'MO,WE 09:00-17:30',
    fees: 'Under 18s · 35 gbp',
    contact: '020 5550 (7), desk@example.org',
  })
  assert.ok(read.noEquivalent.some(({ path }) => path === 'schedules'))
  const narrow = readServices([theirs], known([clinic], { narrow: new Map([[clinic.id, ['contact']]]) }))
  assert.ok(narrow.rows[0]?.outcome === 'changed' && !narrow.rows[0].fields.includes('contact'))
  assert.equal(narrow.detailsLeft, 1)
})

test('the tables of the specification are put together as its document is', { skip: withoutSchemas }, () => {
  const folder = join(HSDS, 'examples', 'csv')
  const texts = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => {
        const table = parseBytes(readFileSync(join(folder, name)))
        assert.ok(table.ok, name)
        const { columns, rows } = table.value
        return [
          name.slice(0, -4),
          rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))),
        ]
      }),
  )
  const { services, unread } = fromTables(texts)
  assert.ok(unread.some(({ table, rows }) => table === 'accessibility' && rows > 0))
  const agencies = new Map([['d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610', 'Example']])
  const terms = { name: 'psychosocial' }
  const link = { ...texts['attributes']![0], link_id: 'ac148810-d857-441c-9679-408f346de14b' }
  const read = readServices(
    fromTables({ ...texts, attributes: [link] }).services,
    known([], { agencies, terms, areas: new Map([['north', ['MyState']]]) }),
  )
  assert.equal(services.length, 1)
  const [row] = read.rows
  assert.ok(row?.outcome === 'new', JSON.stringify(row))
  assert.deepEqual([row.entry.name, row.entry.type], ['Community Counselling', 'psychosocial'])
  assert.ok(row.entry.details?.contact?.includes('Ann Persona'))
})
