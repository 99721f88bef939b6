import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, newId, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type * as contract from '../../contract/directory.ts'
import {
  asApproved,
  differences,
  ENTRY_FIELDS,
  touchesSafety,
  type DirectoryEntry,
  type EntryField,
} from '../../domain/directory-entry.ts'
import { readEntries, writeEntry } from './entries.ts'
import { keepExchanged, readExchanged } from './exchanged-details.ts'
import { serviceOf } from '../find-service.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables, type ProposalRow } from '../tables.ts'

/** More wait for nobody: an import of a whole country is decided in parts. */
const MOST = 500

export interface Proposed {
  readonly id: string
  readonly by: string | null
  readonly source: ProposalRow['source']
  readonly before: DirectoryEntry | null
  readonly entry: DirectoryEntry
}

/** Lays a proposal down; one that waits for the same service gives way to it. */
export async function layProposal(
  trx: ScopedTransaction,
  { country, clock }: Pick<ReferralContext, 'country' | 'clock'>,
  { id, by, source, before, entry }: Proposed,
): Promise<void> {
  const now = clock.now()
  await tables(trx)
    .updateTable('referral.directory_proposal')
    .set({ decision: 'replaced', decided_by: null, decided_at: now })
    .where('service_id', '=', entry.id)
    .where('decision', 'is', null)
    .execute()
  await tables(trx)
    .insertInto('referral.directory_proposal')
    .values({
      id,
      country,
      agency_id: entry.agencyId,
      service_id: entry.id,
      proposed_by: by,
      source,
      proposed_at: now,
      before: before === null ? null : JSON.stringify(before),
      entry: JSON.stringify(entry),
      decision: null,
      decided_by: null,
      decided_at: null,
    })
    .execute()
}

/** Proposes a change by hand. What the site and its kind are stays as it is: that is the coordinator's to import or to enter. */
export async function proposeEntry(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id, ...said }: HandlerInput<typeof contract.proposeEntry>['body'],
): Promise<Result<{ id: string }, Failure>> {
  if (!may(who, 'directory.propose')) return err(failure('referral.not_allowed'))
  const visible = await readInScope(context.db, scopeOf(who), (trx) => serviceOf(trx, serviceId))
  if (!visible) return err(failure('referral.no_service'))
  return inScope<{ id: string }, Failure>(context.db, systemFor(who), async (trx) => {
    const there = await tables(trx)
      .selectFrom('referral.directory_proposal')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (there) {
      const same = there.service_id === serviceId && there.proposed_by === who.userId
      return same ? ok({ id }) : err(failure('records.id_used'))
    }
    const [known] = await readEntries(trx, [serviceId])
    const before = known!.entry
    const entry = { ...before, ...said, validUntil: asPlainDate(said.validUntil) }
    await layProposal(trx, context, { id, by: who.userId, source: 'hand', before, entry })
    await recordAudit(trx, { action: 'referral.entry_proposed', object: { kind: 'referral.service', id: serviceId } })
    return ok({ id })
  })
}

const changedIn = ({ before, entry }: Pick<ProposalRow, 'before' | 'entry'>): readonly EntryField[] =>
  before === null ? ENTRY_FIELDS : differences(before, entry)

/** A second person, of another agency than the service's; what is new or touches safety is the coordinator's alone. */
function mayDecide(who: Principal, proposal: ProposalRow): boolean {
  if (!may(who, 'directory.approve') || proposal.proposed_by === who.userId) return false
  if (may(who, 'directory.approve_safety')) return true
  return proposal.agency_id !== who.agencyId && proposal.before !== null && !touchesSafety(changedIn(proposal))
}

export async function listProposals(
  context: ReferralContext,
  who: Principal,
): Promise<Result<{ items: contract.ProposalView[] }, Failure>> {
  if (!may(who, 'directory.approve') && !may(who, 'directory.propose')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await tables(trx)
      .selectFrom('referral.directory_proposal')
      .selectAll()
      .where('decision', 'is', null)
      .orderBy('proposed_at')
      .orderBy('id')
      .limit(MOST)
      .execute()
    const names = await context.agencyNames(trx)
    const services = await nightServices(trx, rows)
    return ok({ items: rows.map((row) => presented(row, who, names, services)) })
  })
}

/** What the services are called to which people go outside the hours. */
async function nightServices(
  trx: ScopedTransaction,
  rows: readonly ProposalRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows
    .flatMap(({ before, entry }) => [before?.details?.night, entry.details?.night])
    .filter((id) => id !== undefined)
  if (ids.length === 0) return new Map()
  const found = await tables(trx)
    .selectFrom('referral.service')
    .innerJoin('referral.site', 'referral.site.id', 'referral.service.site_id')
    .select(['referral.service.id', 'referral.service.name', 'referral.site.name as site'])
    .where('referral.service.id', 'in', ids)
    .execute()
  return new Map(found.map(({ id, name, site }) => [id, `${name}, ${site}`]))
}

function presented(
  row: ProposalRow,
  who: Principal,
  names: ReadonlyMap<string, string>,
  services: ReadonlyMap<string, string>,
): contract.ProposalView {
  const said = (of: DirectoryEntry, field: EntryField): string | null => {
    const value = saidOf(of, field)
    return field === 'night' && value !== null ? (services.get(value) ?? null) : value
  }
  const { id, before, entry, source } = row
  return {
    id,
    agencyName: names.get(row.agency_id) ?? null,
    name: entry.name,
    site: entry.site.name,
    type: entry.type,
    source,
    at: row.proposed_at,
    isNew: before === null,
    changes: changedIn(row).map((field) => ({
      field,
      before: before === null ? null : said(before, field),
      after: said(entry, field),
    })),
    mayDecide: mayDecide(who, row),
  }
}

/** What an entry says in a field, as codes. Of an address, that there is one: the list of proposals is no place to look addresses up. */
function saidOf(entry: DirectoryEntry, field: EntryField): string | null {
  const { site } = entry
  switch (field) {
    case 'recipient_kind':
      return entry.recipientKind
    case 'languages':
      return entry.languages.join(',')
    case 'min_age':
      return entry.minAge === null ? null : String(entry.minAge)
    case 'max_age':
      return entry.maxAge === null ? null : String(entry.maxAge)
    case 'valid_until':
      return entry.validUntil
    case 'site':
      return site.name
    case 'area':
      return site.area
    case 'confidential':
      return site.confidential ? 'yes' : 'no'
    case 'address':
      return site.confidential ? null : site.address
    case 'hours':
    case 'night':
    case 'fees':
    case 'contact':
      return entry.details?.[field] ?? null
    default:
      return entry[field]
  }
}

/** Decides a proposal. It is refused where the entry has changed since it was proposed: what was compared is not there any more. */
export async function decideProposal(
  context: ReferralContext,
  who: Principal,
  proposalId: string,
  { decision }: HandlerInput<typeof contract.decideProposal>['body'],
): Promise<Result<{ decision: string }, Failure>> {
  if (!may(who, 'directory.approve')) return err(failure('referral.not_allowed'))
  return inScope<{ decision: string }, Failure>(context.db, systemFor(who), async (trx) => {
    const row = await tables(trx)
      .selectFrom('referral.directory_proposal')
      .selectAll()
      .where('id', '=', proposalId)
      .where('country', '=', context.country)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return err(failure('referral.no_proposal'))
    // Sent twice: said again.
    if (row.decision === decision && row.decided_by === who.userId) return ok({ decision })
    if (row.decision !== null) return err(failure('referral.no_proposal'))
    if (row.proposed_by === who.userId) return err(failure('records.second_person'))
    if (!mayDecide(who, row)) return err(failure('referral.not_allowed'))
    const now = context.clock.now()
    const today = context.clock.today(context.calendar.timeZone)
    if (decision === 'approved') {
      const changed = await approve(trx, context, row, { who, now, today })
      if (changed) return err(changed)
    }
    await tables(trx)
      .updateTable('referral.directory_proposal')
      .set({ decision, decided_by: who.userId, decided_at: now })
      .where('id', '=', proposalId)
      .execute()
    await recordAudit(trx, {
      action: decision === 'approved' ? 'referral.entry_approved' : 'referral.entry_rejected',
      object: { kind: 'referral.service', id: row.service_id },
    })
    return ok({ decision })
  })
}

async function approve(
  trx: ScopedTransaction,
  { db, vault, country }: ReferralContext,
  { before, entry }: ProposalRow,
  { who, now, today }: { readonly who: Principal; readonly now: string; readonly today: PlainDate },
): Promise<Failure | null> {
  const [known] = await readEntries(trx, [entry.id])
  if ((known === undefined) !== (before === null)) return failure('referral.entry_changed')
  const key = await vault.wordKey(db, country)
  const details =
    entry.details === undefined ? {} : ((await readExchanged(trx, key, [entry.id])).get(entry.id)?.details ?? {})
  if (known && before && differences({ ...known.entry, details }, before).length > 0)
    return failure('referral.entry_changed')
  const approved = asApproved(entry, today)
  await writeEntry(trx, country, approved, { isNew: before === null, now, today })
  await keepExchanged(trx, key, { entry: approved, known: details, country, by: who.userId, at: now })
  await tables(trx)
    .insertInto('referral.entry_confirmation')
    .values({ id: newId(), service_id: entry.id, how: 'approval', by_user_id: who.userId, at: now })
    .execute()
  return null
}

/** Somebody asked, or knows: the entry still holds. */
export async function confirmEntry(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id, how }: HandlerInput<typeof contract.confirmEntry>['body'],
): Promise<Result<{ confirmedOn: PlainDate }, Failure>> {
  if (!may(who, 'directory.propose')) return err(failure('referral.not_allowed'))
  const service = await readInScope(context.db, scopeOf(who), (trx) => serviceOf(trx, serviceId))
  if (!service || (how === 'own' && service.agency_id !== who.agencyId)) return err(failure('referral.no_service'))
  return inScope<{ confirmedOn: PlainDate }, Failure>(context.db, systemFor(who), async (trx) => {
    const confirmedOn = context.clock.today(context.calendar.timeZone)
    const there = await tables(trx)
      .selectFrom('referral.entry_confirmation')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (there) {
      const same = there.service_id === serviceId && there.by_user_id === who.userId && there.how === how
      return same ? ok({ confirmedOn }) : err(failure('records.id_used'))
    }
    await tables(trx)
      .insertInto('referral.entry_confirmation')
      .values({ id, service_id: serviceId, how, by_user_id: who.userId, at: context.clock.now() })
      .execute()
    await tables(trx)
      .updateTable('referral.service')
      .set({ confirmed_on: confirmedOn })
      .where('id', '=', serviceId)
      .execute()
    await recordAudit(trx, { action: 'referral.entry_confirmed', object: { kind: 'referral.service', id: serviceId } })
    return ok({ confirmedOn })
  })
}
