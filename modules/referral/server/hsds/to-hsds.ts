import { createHash } from 'node:crypto'
import { serviceType, findCode } from '@gloact/codes'
import type { DirectoryEntry } from '../../domain/directory-entry.ts'
import { detailsToHsds } from './hsds-details.ts'
import { TAXONOMIES } from './hsds-format.ts'

export interface Exported {
  readonly entry: DirectoryEntry
  readonly agencyName: string
  readonly areaName: string
  readonly country: string
  readonly confirmedOn: string
  /** Where people go outside its hours, as far as everyone may know it. */
  readonly night?: string | undefined
  /** Null where nobody has said for too long. */
  readonly capacity: { readonly available: number; readonly maximum: number; readonly updated: string } | null
}

/** An id of a row that HSDS has and we have not: the same for the same thing each time. */
export function derived(of: string, what: string): string {
  const hex = createHash('sha256').update(`${of}/${what}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * A service with its agency and its site. Of a confidential site there is no address, no area and no place on a map: it is `virtual`,
 * whatever its row says.
 */
export function toHsds({ entry, agencyName, areaName, country, confirmedOn, capacity, night }: Exported) {
  const { id, site, details = {} } = entry
  const attribute = (taxonomy: string, code: string, name: string, linkedTo: 'service' | 'location' = 'service') => {
    const link = linkedTo === 'service' ? id : site.id
    return {
      id: derived(link, `${taxonomy}:${code}`),
      link_id: link,
      link_type: taxonomy.slice(taxonomy.indexOf(':') + 1),
      link_entity: linkedTo,
      value: code,
      taxonomy_term: { id: derived(taxonomy, code), code, name, description: name, taxonomy, language: 'en' },
    }
  }
  const plain = (code: string): string => code.replaceAll('_', ' ')
  const typeName = findCode(serviceType, entry.type)?.label['en'] ?? plain(entry.type)
  const languageNames = new Intl.DisplayNames(['en'], { type: 'language' })
  const location = site.confidential
    ? {
        id: site.id,
        location_type: 'virtual',
        name: site.name,
        organization_id: entry.agencyId,
        attributes: [attribute(TAXONOMIES.site, 'confidential', 'confidential', 'location')],
      }
    : {
        id: site.id,
        location_type: 'physical',
        name: site.name,
        organization_id: entry.agencyId,
        attributes: [attribute(TAXONOMIES.area, site.area, areaName, 'location')],
        ...(site.address !== null && {
          addresses: [
            {
              id: derived(site.id, 'address'),
              location_id: site.id,
              address_1: site.address,
              city: areaName,
              state_province: areaName,
              // Required by the format, and not kept here.
              postal_code: '',
              country,
              address_type: 'physical',
            },
          ],
        }),
      }
  return {
    id,
    organization_id: entry.agencyId,
    organization: { id: entry.agencyId, name: agencyName, description: agencyName },
    name: entry.name,
    status: 'active',
    ...(entry.minAge !== null && { minimum_age: entry.minAge }),
    ...(entry.maxAge !== null && { maximum_age: entry.maxAge }),
    assured_date: confirmedOn,
    // A house's front door is for those who refer, whatever its row says.
    ...detailsToHsds(id, site.confidential ? { ...details, contact: undefined } : details, (what) => derived(id, what)),
    languages: entry.languages.map((code) => ({
      id: derived(id, `language:${code}`),
      service_id: id,
      code,
      name: languageNames.of(code) ?? code,
    })),
    service_at_locations: [{ id: derived(id, 'at'), service_id: id, location_id: site.id, location }],
    attributes: [
      attribute(TAXONOMIES.type, entry.type, typeName),
      attribute(TAXONOMIES.recipientKind, entry.recipientKind, plain(entry.recipientKind)),
      attribute(TAXONOMIES.serves, entry.serves, plain(entry.serves)),
      ...(night === undefined ? [] : [attribute(TAXONOMIES.night, night, 'outside its hours')]),
      ...(entry.keepsList ? [attribute(TAXONOMIES.list, 'kept', 'keeps a waiting list')] : []),
    ],
    ...(capacity && {
      capacities: [
        {
          id: derived(id, 'capacity'),
          service_id: id,
          unit: { id: derived('unit', entry.unit), name: entry.unit },
          available: Math.max(0, capacity.available),
          maximum: capacity.maximum,
          updated: capacity.updated,
        },
      ],
    }),
  }
}

/** All services as one page of the answer to `/services`. */
export const asPage = (services: readonly ReturnType<typeof toHsds>[]) => ({
  version: '3.1',
  total_items: services.length,
  total_pages: 1,
  page_number: 1,
  size: services.length,
  first_page: true,
  last_page: true,
  empty: services.length === 0,
  contents: services,
})
