import type { Principal } from '@gloact/identity/contract/principal'
import { failure, newId, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import {
  openRequest,
  requestTables,
  SYSTEM,
  type RequestsOf,
  type ServedTo,
  type StepTaken,
} from '@gloact/records/server'
import { INCIDENT_FORMS, INCIDENT_LISTS, incidentClock, incidentKind } from '../../domain/incident-kind.ts'
import type { ReferralAction } from '../../domain/policy.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'

/** Incidents as requests. The data-protection officer opens no person's key: an incident names nobody, and is sealed by the instance's own. */
export const incidentRequests = (context: ReferralContext): RequestsOf => ({
  kind: incidentKind,
  schema: 'referral',
  db: context.db,
  vault: context.vault,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: INCIDENT_FORMS,
  codeLists: INCIDENT_LISTS,
  sealedBy: 'words',
  audited: 'referral.step_taken',
  clockRule: incidentClock,
})

/** Seen by the data-protection officer, and by those who lead where it was sent from. */
export const incidentsServedTo = (): ServedTo<Principal> => ({
  scopeOf,
  writesAs: systemFor,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as ReferralAction),
  }),
  mayRead: (who) =>
    may(who, 'referral.assess_incident') || may(who, 'referral.lead') ? null : failure('referral.not_allowed'),
  sees: async (_trx, who, rows) =>
    new Set(
      rows.flatMap(({ id, parties }) =>
        (parties['officer'] === who.agencyId && may(who, 'referral.assess_incident')) ||
        (parties['sender'] === who.agencyId && may(who, 'referral.lead'))
          ? [id]
          : [],
      ),
    ),
})

/** The wrong agency has read what was sent, and says so: an incident of the sender's, which the data-protection officer assesses. */
export async function reportIncident(
  trx: ScopedTransaction,
  context: ReferralContext,
  { id, step, requestId, payload, fileId, facts, parties, happenedAt }: StepTaken,
): Promise<Result<undefined, Failure>> {
  if (step !== 'decline' || valueOf(payload.answers['reason']) !== 'not_our_service') return ok(undefined)
  const opened = await requestTables(trx, 'referral')
    .selectFrom('request_step')
    .select('id')
    .where('request_id', '=', requestId)
    .where('step', '=', 'acknowledge')
    .limit(1)
    .executeTakeFirst()
  if (!opened) return ok(undefined)
  // Where the country has none yet, those who lead at the sender see it, and its clock runs.
  const officer = (await context.officerAgency(trx)) ?? parties['sender']!
  const reported = await openRequest(trx, incidentRequests(context), SYSTEM, {
    // Of the step by which it was said: what is sent twice reports one incident.
    requestId: id,
    id: newId(),
    step: 'report',
    happenedAt,
    parties: { officer, sender: parties['sender']! },
    fileId,
    facts: { number: facts['number'] ?? null, need: facts['need'] ?? null, service_id: facts['service_id'] ?? null },
    payload: { answers: {} },
  })
  return reported.ok ? ok(undefined) : reported
}
