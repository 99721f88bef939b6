import { z } from 'zod'

/*
 * Open Referral HSDS 3.1, as far as the directory has an equivalent. What else stands in a document is kept while it is read, so that it
 * can be reported, and then dropped.
 */

const id = z.string().max(200)
const short = z.string().max(500).nullish()
const several = <Item extends z.ZodType>(item: Item) => z.array(item).max(200).nullish()

const term = z.looseObject({ code: short, name: short, taxonomy: short })
const attribute = z.looseObject({ value: short, taxonomy_term: term.nullish() })

const address = z.looseObject({ address_1: short, city: short, state_province: short })

const location = z.looseObject({
  id,
  location_type: z.enum(['physical', 'postal', 'virtual']),
  name: short,
  addresses: several(address),
  attributes: several(attribute),
})

export const hsdsService = z.looseObject({
  id,
  name: z.string().trim().min(1).max(200),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  organization_id: id.nullish(),
  organization: z.looseObject({ id: id.nullish(), name: short }).nullish(),
  minimum_age: z.number().min(0).max(130).nullish(),
  maximum_age: z.number().min(0).max(130).nullish(),
  languages: several(z.looseObject({ code: short, name: short })),
  service_areas: several(z.looseObject({ name: short })),
  service_at_locations: several(z.looseObject({ id, location: location.nullish() })),
  attributes: several(attribute),
  schedules: several(
    z.looseObject({
      freq: short,
      interval: z.number().nullish(),
      byday: short,
      opens_at: short,
      closes_at: short,
    }),
  ),
  fees_description: short,
  cost_options: several(
    z.looseObject({ option: short, amount: z.number().nullish(), currency: short, amount_description: short }),
  ),
  application_process: short,
  email: short,
  phones: several(z.looseObject({ number: short, extension: z.union([z.number(), z.string().max(50)]).nullish() })),
  contacts: several(z.looseObject({ name: short, email: short, phones: several(z.looseObject({ number: short })) })),
  capacities: several(z.looseObject({ maximum: z.number().nullish(), unit: z.looseObject({ name: short }).nullish() })),
})
export type HsdsService = z.infer<typeof hsdsService>
export type HsdsAttribute = z.infer<typeof attribute>

/** Names of our own lists as taxonomies. */
export const TAXONOMIES = {
  type: 'gloact:service_type',
  recipientKind: 'gloact:recipient_kind',
  serves: 'gloact:serves',
  area: 'gloact:area',
  site: 'gloact:site',
  list: 'gloact:waiting_list',
  night: 'gloact:night_service',
} as const

/** What is read of a service; every other path that holds something has no equivalent here. */
export const READ_PATHS: ReadonlySet<string> = new Set([
  'id',
  'name',
  'status',
  'organization_id',
  'organization.id',
  'organization.name',
  'minimum_age',
  'maximum_age',
  // What is confirmed here is confirmed by a person who approves the entry.
  'assured_date',
  ...['id', 'service_id', 'code', 'name'].map((key) => `languages.${key}`),
  ...['id', 'service_id', 'name'].map((key) => `service_areas.${key}`),
  ...['id', 'service_id', 'location_id'].map((key) => `service_at_locations.${key}`),
  ...['id', 'organization_id', 'location_type', 'name'].map((key) => `service_at_locations.location.${key}`),
  ...['id', 'location_id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'].map(
    (key) => `service_at_locations.location.addresses.${key}`,
  ),
  ...['id', 'service_id', 'freq', 'interval', 'byday', 'opens_at', 'closes_at'].map((key) => `schedules.${key}`),
  'fees_description',
  ...['id', 'service_id', 'option', 'amount', 'currency', 'amount_description'].map((key) => `cost_options.${key}`),
  'application_process',
  'email',
  ...['id', 'service_id', 'number', 'extension'].map((key) => `phones.${key}`),
  ...['id', 'service_id', 'name', 'email', 'phones.id', 'phones.number'].map((key) => `contacts.${key}`),
  'capacities.id',
  'capacities.service_id',
  'capacities.maximum',
  ...['id', 'name'].map((key) => `capacities.unit.${key}`),
])

/** Attributes are read by their terms. What is in them is not found by path. */
export const READ_BELOW: readonly string[] = ['attributes', 'service_at_locations.location.attributes']
