import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { asPlainDate, newId } from '@gloact/kernel'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { DirectoryEntry } from '../../domain/directory-entry.ts'
import { readServices, servicesIn, type Known } from './from-hsds.ts'
import { asPage, toHsds, type Exported } from './to-hsds.ts'

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

test('what is exported is valid against the schemas of HSDS', { skip: withoutSchemas }, () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  const folder = join(HSDS, 'schema')
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json') && each !== 'openapi.json')) {
    const schema = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>
    ajv.addSchema(schema, `hsds:/${name}`)
  }
  const validate = ajv.getSchema('hsds:/service.json')
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
  for (const hidden of ['17 Hidden Lane', 'Hill Province', 'hills', 'latitude'])
    assert.ok(!text.includes(hidden), hidden)
})

test('a directory read back changes nothing, and nothing of it lacks an equivalent', () => {
  const entries = [clinic, { ...house, site: { ...house.site, address: null } }]
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
  assert.ok(mapped.noEquivalent.some(({ path }) => path === 'schedules.byday'))
})

test('what is no service is named by its place, and a document of something else is refused', () => {
  const [row] = readServices([{ name: 'X' }], known([])).rows
  assert.ok(row?.outcome === 'rejected' && row.reason === 'not_hsds' && row.at === 'id')
  assert.equal(servicesIn({ features: [] }), null)
  assert.equal(servicesIn(null), null)
})
