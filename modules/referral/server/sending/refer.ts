import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import type { Facts } from '@gloact/records'
import {
  loadRequest,
  openRequest,
  shown,
  SYSTEM,
  takeStep,
  type RequestsOf,
  type ServedTo,
} from '@gloact/records/server'
import type {
  draftReferral as drafting,
  previewPackage as previewing,
  sendReferral as sending,
} from '../../contract/referrals.ts'
import { fits } from '../../domain/directory.ts'
import { feedbackOf } from '../../domain/feedback.ts'
import { groupsFor, mayBeReferredTo } from '../../domain/passing-on.ts'
import { buildPackage } from './build-package.ts'
import { connect } from './connect.ts'
import { serviceOf } from '../find-service.ts'
import { presentServices } from '../directory/directory.ts'
import { savePackage, type Packaged } from './packages.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'
import { safeThere, safeWith } from '../directory/unsafe-there.ts'

const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A number to say aloud, made from the referral's own id: the same draft sent twice has the same. */
export function numberOf(id: string): string {
  const digits = id.replaceAll('-', '').slice(-16)
  const letters = digits
    .match(/../g)!
    .map((pair) => Number.parseInt(pair, 16))
    .map((value) => ALPHABET[value % ALPHABET.length])
    .join('')
  return `rf-${letters.slice(0, 4)}-${letters.slice(4, 8)}`
}

/** Drafts a referral. The file is the asker's to work on, and the service one that may be referred to and is for this person. */
export async function draftReferral(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  body: HandlerInput<typeof drafting>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const service = await serviceOf(trx, body.serviceId)
    const today = context.clock.today(context.calendar.timeZone)
    const { closed } = await context.agencies(trx)
    const isOpen = service !== undefined && service.valid_until >= today && !closed.has(service.agency_id)
    if (!isOpen || !mayBeReferredTo(service.recipient_kind)) {
      return err(failure('referral.no_service'))
    }
    const recipient = {
      purpose: 'referral',
      recipientKind: service.recipient_kind,
      recipientAgencyId: service.agency_id,
    }
    const file = await context.files.toPassOn(trx, who, body.fileId, { ...recipient, groups: ['needs'] })
    if (!file.ok) return err(failure('referral.no_file'))
    const { child } = file.value
    if (child && body.child === null) return err(failure('referral.assent_missing'))
    const [entry] = await presentServices(trx, context, who, [service])
    if (entry && (entry.standing === 'unconfirmed' || entry.standing === 'lapsed')) {
      return err(failure('referral.entry_unconfirmed'))
    }
    if (!entry || !fits(entry, { type: service.type, child })) return err(failure('referral.not_for_them'))
    const safe = await safeThere(trx, context, who, {
      fileId: body.fileId,
      service,
      weighed: body.tieWeighed && may(who, 'referral.lead'),
    })
    if (!safe.ok) return safe
    const connected = await connect(trx, context, who, { ...body, need: service.type, receiver: service.agency_id })
    if (!connected.ok) return connected
    const opened = await openRequest(trx, of, to.actorOf(who), {
      requestId: body.id,
      id: body.stepId,
      step: 'draft',
      happenedAt: asInstant(body.happenedAt),
      parties: { sender: who.agencyId, receiver: service.agency_id },
      fileId: body.fileId,
      facts: {
        number: numberOf(body.id),
        need: service.type,
        service_id: service.id,
        urgency: body.urgency,
        child,
        ...(body.continues !== undefined && { continues: body.continues }),
        ...connected.value,
        ...safe.value,
        feedback: body.feedback,
        ...(body.tellsFirst && body.follows && { tells_first: true }),
      },
      payload: {
        answers: {},
        also: { words: body.words, groups: [...body.groups], child: child ? body.child : null },
      },
    })
    return opened.ok ? shown(trx, of, to, who, body.id) : opened
  })
}

/** What would be sent now. Changes nothing but the audit log. */
export async function previewPackage(
  context: ReferralContext,
  { of, to, keeper }: Packaged,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof previewing>, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  return inScope<ResponseOf<typeof previewing>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, to, who, requestId)
    if (!seen.ok) return seen
    const loaded = await loadRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    if (!seen.value.you.includes(keeper)) return err(failure('records.not_found'))
    const built = await buildPackage(trx, context, who, loaded.value)
    if (!built.ok) return built
    await recordAudit(trx, {
      action: 'referral.package_previewed',
      object: { kind: of.kind.kind, id: requestId },
    })
    const { view, digest, notAgreed, empty } = built.value
    return ok({ package: view, digest, notAgreed: [...notAgreed], empty: [...empty] })
  })
}

/**
 * Sends it: the file is locked, consent judged, and what would be sent held against what was previewed, in the transaction that
 * sends. A withdrawal is before it or after it, never between.
 */
export async function sendReferral(
  context: ReferralContext,
  { of, to }: Packaged,
  who: Principal,
  requestId: string,
  { stepId, digest, called, happenedAt }: HandlerInput<typeof sending>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  const read = () => readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  const before = await read()
  if (!before.ok) return before
  const sent = await inScope<unknown, Failure>(context.db, systemFor(who), async (trx) => {
    const drafted = await loadRequest(trx, of, requestId)
    if (!drafted.ok) return drafted
    const step = {
      id: stepId,
      step: 'send',
      happenedAt: asInstant(happenedAt),
      payload: { answers: {}, also: { digest, ...(called && { called }) } },
    }
    // Sent already: said again, not done again.
    if (drafted.value.row.state !== 'draft') return takeStep(trx, of, to.actorOf(who), requestId, step)
    const built = await buildPackage(trx, context, who, drafted.value)
    if (!built.ok) return built
    const { closed } = await context.agencies(trx)
    if (closed.has(drafted.value.row.parties['receiver'] ?? '')) return err(failure('referral.no_service'))
    const { facts, file_id: fileId } = drafted.value.row
    const serviceId = facts['service_id']
    const service = typeof serviceId === 'string' ? await serviceOf(trx, serviceId) : undefined
    if (facts['urgency'] === 'emergency' && called === undefined) return err(failure('referral.call_missing'))
    const weighed = facts['tie_weighed'] === true
    if (service && fileId !== null) {
      const safe = await safeThere(trx, context, who, { fileId, service, weighed })
      if (!safe.ok) return safe
    } else if (fileId !== null) {
      for (const agencyId of Object.values(drafted.value.row.parties).filter((id) => id !== who.agencyId)) {
        const safe = await safeWith(trx, context, who, { fileId, agencyId, weighed })
        if (!safe.ok) return safe
      }
    }
    if (built.value.digest !== digest) return err(failure('referral.preview_changed'))
    const taken = await takeStep(trx, of, to.actorOf(who), requestId, step)
    if (!taken.ok || taken.value.already) return taken
    await savePackage(trx, context, requestId, who.agencyId, built.value)
    await keepKeptBack(trx, requestId, String(facts['need'] ?? ''), built.value.notAgreed)
    await sayReferredOn(trx, context, of, facts)
    return taken
  })
  return sent.ok ? read() : sent
}

/** For the figures alone, and no receiver's: that something which a service of this kind usually needs was not agreed. */
async function keepKeptBack(
  trx: ScopedTransaction,
  requestId: string,
  need: string,
  notAgreed: readonly string[],
): Promise<void> {
  if (need === '' || !groupsFor(need).some((group) => notAgreed.includes(group))) return
  await tables(trx)
    .insertInto('referral.outcome_code')
    .values({ request_id: requestId, step: 'send', code: 'kept_back' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The first sender hears that the person was referred on, where the person agreed to that; to whom, and for what, they do not hear. */
async function sayReferredOn(
  trx: ScopedTransaction,
  { clock }: ReferralContext,
  of: RequestsOf,
  facts: Facts,
): Promise<void> {
  const { follows } = facts
  if (facts['tells_first'] !== true || typeof follows !== 'string') return
  const first = await loadRequest(trx, of, follows)
  if (!first.ok || feedbackOf(first.value.row.facts) === 'none') return
  const step = { id: newId(), step: 'referred_on', happenedAt: clock.now(), payload: { answers: {} } }
  // Over meanwhile, or followed by its own sender: there is nobody to tell.
  await takeStep(trx, of, SYSTEM, follows, step)
}
