import { recordAudit } from '@gloact/audit'
import { offeredCodes, serviceType, type CodeLists } from '@gloact/codes'
import {
  asPlainDate,
  err,
  failure,
  newId,
  ok,
  type Clock,
  type Failure,
  type Instant,
  type Result,
} from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { available, roomOf } from '../../domain/directory.ts'
import { readEntries } from './entries.ts'
import { readExchanged } from './exchanged-details.ts'
import { readServices, servicesIn, type ReadDirectory } from '../hsds/from-hsds.ts'
import { asTables, type Tables } from '../hsds/hsds-tables.ts'
import { asPage, derived, toHsds } from '../hsds/to-hsds.ts'
import { layProposal } from './proposals.ts'

/** The directory holds nobody's data; its details are sealed all the same, by the key of the instance. */
export interface DirectoryExchange {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly codeLists: CodeLists
  readonly agencyNames: ReadonlyMap<string, string>
  readonly wordKey: () => Promise<Pick<PersonKey, 'unseal'>>
}

/** So many services are read of one document. */
const MOST_SERVICES = 10_000

/** What the format has no place for, or what is not given away. Codes; the command has the words. */
export type LeftOut =
  | 'channels'
  | 'addresses_of_confidential_sites'
  | 'areas_of_confidential_sites'
  | 'postal_codes'
  | 'who_confirmed'
  | 'details_for_few'

interface DirectoryExported {
  readonly page: ReturnType<typeof asPage>
  readonly tables: Tables
  readonly services: number
  readonly leftOut: Partial<Record<LeftOut, number>>
}

/** The services that are in force, as Open Referral has them. */
export async function exportDirectory({
  db,
  clock,
  country,
  timeZone,
  codeLists,
  agencyNames,
  wordKey,
}: DirectoryExchange): Promise<Result<DirectoryExported, Failure>> {
  const today = clock.today(timeZone)
  const areaNames = new Map(codeLists['location']?.codes.map(({ code, label }) => [code, label['en'] ?? code]))
  return inScope<DirectoryExported, Failure>(db, systemScope(country), async (trx) => {
    const known = (await readEntries(trx)).filter(({ row }) => row.valid_until >= today && row.country === country)
    const details = await readExchanged(trx, await wordKey())
    const services = known.map(({ entry, row }) => {
      const capacity = {
        unit: row.unit,
        maximum: row.maximum,
        occupied: row.occupied,
        held: row.held,
        outOfUse: row.out_of_use,
        keepsList: row.keeps_list,
        updatedAt: row.capacity_at as Instant | null,
      }
      const isKnown = row.maximum !== null && roomOf(capacity, clock.now()) !== 'unknown'
      const said = details.get(entry.id)
      return toHsds({
        entry: { ...entry, ...(said && { details: said.details }) },
        night: said?.night,
        agencyName: agencyNames.get(entry.agencyId) ?? entry.agencyId,
        areaName: areaNames.get(entry.site.area) ?? entry.site.area,
        country,
        confirmedOn: asPlainDate(row.confirmed_on),
        capacity: isKnown ? { available: available(capacity), maximum: row.maximum!, updated: row.capacity_at! } : null,
      })
    })
    const confidential = known.filter(({ entry }) => entry.site.confidential).length
    const leftOut: Partial<Record<LeftOut, number>> = {
      channels: known.length,
      who_confirmed: known.length,
      details_for_few: known.reduce((sum, { entry }) => sum + (details.get(entry.id)?.narrow.length ?? 0), 0),
      postal_codes: known.filter(({ entry }) => entry.site.address !== null).length,
      addresses_of_confidential_sites: confidential,
      areas_of_confidential_sites: confidential,
    }
    await recordAudit(trx, { action: 'referral.directory_exported', detail: { services: services.length } })
    return ok({
      page: asPage(services),
      tables: asTables(services, (taxonomy) => derived(taxonomy, 'taxonomy')),
      services: services.length,
      leftOut,
    })
  })
}

export interface ImportOptions {
  readonly dryRun: boolean
  /** Terms of other taxonomies by our type of service. */
  readonly terms: Readonly<Record<string, string>>
}

/** Reads a document; every service that is new or changed becomes a proposal, for a person to decide. */
export async function importDirectory(
  exchange: DirectoryExchange,
  document: unknown,
  { dryRun, terms }: ImportOptions,
): Promise<Result<ReadDirectory, Failure>> {
  const services = servicesIn(document)
  if (services === null) return err(failure('referral.not_open_referral'))
  if (services.length > MOST_SERVICES) return err(failure('referral.too_many_services'))
  const { db, clock, country, timeZone, codeLists, agencyNames, wordKey } = exchange
  return inScope<ReadDirectory, Failure>(db, systemScope(country), async (trx) => {
    const details = await readExchanged(trx, await wordKey())
    const read = readServices(services, {
      entries: (await readEntries(trx)).map(({ entry }) => ({
        ...entry,
        details: details.get(entry.id)?.details ?? {},
      })),
      narrow: new Map([...details].map(([id, { narrow }]) => [id, narrow])),
      agencies: agencyNames,
      types: new Set(offeredCodes(serviceType).map(({ code }) => code)),
      areas: new Map(codeLists['location']?.codes.map(({ code, label }) => [code, Object.values(label)])),
      terms: Object.fromEntries(Object.entries(terms).map(([term, type]) => [term.trim().toLowerCase(), type])),
      today: clock.today(timeZone),
      newId,
    })
    if (dryRun) return ok(read)
    for (const row of read.rows) {
      if (row.outcome !== 'new' && row.outcome !== 'changed') continue
      const { entry, before } = row
      await layProposal(trx, exchange, { id: newId(), by: null, source: 'open_referral', before, entry })
    }
    await recordAudit(trx, {
      action: 'referral.directory_imported',
      detail: {
        new: read.rows.filter(({ outcome }) => outcome === 'new').length,
        changed: read.rows.filter(({ outcome }) => outcome === 'changed').length,
      },
    })
    return ok(read)
  })
}
