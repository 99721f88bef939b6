import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import type { DesignationRequest } from '../contract/designations.ts'
import { DESIGNATIONS, type Designation } from '../domain/agency.ts'
import { authorise } from './authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { administratorBeside, lockAdministration } from './manage-roles.ts'
import { namesOf } from './read-staff.ts'
import { tables } from './tables.ts'

type Done = Result<{ done: true }, Failure>

const waiting = (trx: Database, context: IdentityContext) =>
  tables(trx)
    .selectFrom('designation_request')
    .innerJoin('agency', 'agency.id', 'designation_request.agency_id')
    .select([
      'designation_request.id',
      'designation_request.agency_id',
      'designation_request.designation',
      'designation_request.asked_by',
      'designation_request.asked_at',
      'agency.name as agency_name',
    ])
    .where('agency.country', '=', context.country)
    .where('designation_request.confirmed_at', 'is', null)
    .where('designation_request.declined_at', 'is', null)

/**
 * What an agency is designated for decides what its people reach, so that no administrator widens anybody's reach alone:
 * what is added waits for another one as soon as there is one who could confirm it; what is taken away goes at once.
 *
 * @returns the designations that hold now.
 */
export async function designate(
  trx: Database,
  context: IdentityContext,
  signedIn: SignedIn,
  agency: { readonly id: string; readonly now: readonly Designation[]; readonly wanted: readonly Designation[] },
): Promise<Designation[]> {
  const by = signedIn.principal.userId
  const added = agency.wanted.filter((one) => !agency.now.includes(one))
  if (added.length === 0) return [...agency.wanted]
  await lockAdministration(trx)
  if (!(await administratorBeside(trx, [by]))) return [...agency.wanted]
  for (const designation of added) {
    const id = newId<'designation_request'>()
    const asked = await tables(trx)
      .insertInto('designation_request')
      .values({
        id,
        agency_id: agency.id,
        designation,
        asked_by: by,
        asked_at: context.clock.now(),
        confirmed_by: null,
        confirmed_at: null,
        declined_by: null,
        declined_at: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['agency_id', 'designation'])
          .where('confirmed_at', 'is', null)
          .where('declined_at', 'is', null)
          .doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (asked) await record(trx, 'designation.requested', { id, agency_id: agency.id, designation })
  }
  return agency.wanted.filter((one) => agency.now.includes(one))
}

/** The designations that wait for another administrator. */
export async function listDesignationRequests(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<{ items: DesignationRequest[] }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  const rows = await waiting(context.db, context).orderBy('designation_request.asked_at').execute()
  const names = await namesOf(
    context.db,
    rows.map((row) => row.asked_by),
  )
  return ok({
    items: rows.map((row) => ({
      id: row.id as DesignationRequest['id'],
      agencyId: row.agency_id as DesignationRequest['agencyId'],
      agencyName: row.agency_name,
      designation: row.designation,
      askedBy: names.get(row.asked_by) ?? '',
      askedAt: row.asked_at,
      mayConfirm: row.asked_by !== signedIn.principal.userId,
    })),
  })
}

/** Confirms a designation that another administrator gave: the agency has it from then on. */
export async function confirmDesignation(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  const by = signedIn.principal.userId
  return decide(context, signedIn, input.id, async (trx, request) => {
    if (request.asked_by === by) return err(failure('identity.second_administrator_needed'))
    await tables(trx)
      .updateTable('designation_request')
      .set({ confirmed_by: by, confirmed_at: context.clock.now() })
      .where('id', '=', request.id)
      .execute()
    const { designations } = await tables(trx)
      .selectFrom('agency')
      .select('designations')
      .where('id', '=', request.agency_id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tables(trx)
      .updateTable('agency')
      .set((eb) => ({
        designations: DESIGNATIONS.filter((one) => one === request.designation || designations.includes(one)),
        version: eb('version', '+', 1),
        updated_at: context.clock.now(),
      }))
      .where('id', '=', request.agency_id)
      .execute()
    await record(trx, 'designation.granted', request)
    return ok({ done: true as const })
  })
}

/** Declines a designation, or withdraws what oneself asked for. */
export async function declineDesignation(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Done> {
  return decide(context, signedIn, input.id, async (trx, request) => {
    await tables(trx)
      .updateTable('designation_request')
      .set({ declined_by: signedIn.principal.userId, declined_at: context.clock.now() })
      .where('id', '=', request.id)
      .execute()
    await record(trx, 'designation.refused', request)
    return ok({ done: true as const })
  })
}

interface Request {
  readonly id: string
  readonly agency_id: string
  readonly designation: Designation
}

async function decide(
  context: IdentityContext,
  signedIn: SignedIn,
  id: string,
  run: (trx: Database, request: Request & { readonly asked_by: string }) => Promise<Done>,
): Promise<Done> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  return inScope(context.db, scopeOf(signedIn.principal), async (trx): Promise<Done> => {
    await lockAdministration(trx)
    const request = await waiting(trx, context).where('designation_request.id', '=', id).executeTakeFirst()
    return request ? run(trx, request) : err(failure('identity.designation_missing'))
  })
}

const record = (
  trx: Database,
  action: 'designation.requested' | 'designation.granted' | 'designation.refused',
  { id, agency_id, designation }: Request,
): Promise<void> =>
  recordAudit(trx, {
    action,
    object: { kind: 'identity.agency', id: agency_id },
    detail: { designation, request: id },
  })
