import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, canonicalJson, err, failure, ok, type Failure, type Json, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import {
  loadRequest,
  lockRequest,
  openRequest,
  shown,
  takeStep,
  type LoadedRequest,
  type RequestsOf,
} from '@gloact/records/server'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type {
  draftVictim as drafting,
  previewVictim as previewing,
  sendVictim as sending,
  VictimRecipient,
} from '../../contract/victims.ts'
import { reachesVictims } from '../../domain/authority.ts'
import { VICTIM_FORMS, type SendingStep } from '../../domain/victims/forms.ts'
import { sentWith, stepMissing, type VictimGap } from '../../domain/victims/gaps.ts'
import { HANDED_GROUPS, personOf, type Person } from '../../domain/victims/person.ts'
import { OWN, type Passage } from '../../domain/identifying.ts'
import { identifyingOf, knownPerson, mayCross } from '../crossing-words.ts'
import { abroadId, numberOf, scopeOf, todayIn } from '../context.ts'
import { entryById, entryOfDesk, deskOf, type Entry } from '../directory.ts'
import { asSystem } from '../request-keys.ts'
import { keepPerson } from './handed-over.ts'
import { asForm, mayServe, servedVictims, type ToldAbroad, type VictimContext } from './victims-context.ts'
import { preparedFor, sendVictimMessage, type VictimStepAlso } from './victim-requests.ts'

/** To whom something of a person is told: one service of one country, by name. */
export const toldTo = (country: string, authority: string, groups: readonly string[] = HANDED_GROUPS): ToldAbroad => ({
  purpose: 'referral',
  recipientKind: 'foreign_agency',
  recipientAgencyId: abroadId({ country, authority }),
  groups,
  byName: true,
})

export const recipientOf = ({ sheet, name }: Entry): VictimRecipient => ({
  id: sheet.id,
  country: sheet.country,
  name: { ...name },
  languages: [...sheet.languages],
  confirmedOn: sheet.confirmedOn,
  consentId: abroadId({ country: sheet.country, authority: sheet.desk ?? '' }),
})

/** Begins a referral of a file's person. Nothing goes; what is missing is said by the preview. */
export async function draftVictim(
  context: VictimContext,
  of: RequestsOf,
  who: Principal,
  body: HandlerInput<typeof drafting>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!mayServe(who, 'victims.send')) return err(failure('cooperation.not_allowed'))
  const served = servedVictims(context)
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const entry = await entryById(trx, body.recipientId)
    const { country, desk } = entry?.sheet ?? {}
    if (!entry || !reachesVictims(entry.sheet) || country === context.country || !country || !desk) {
      return err(failure('cooperation.no_recipient'))
    }
    if ((await deskOf(trx, context, who.agencyId, 'referral')) === null) return err(failure('cooperation.no_desk'))
    const file = await context.victims.files.toPassOn(trx, who, body.fileId, toldTo(country, desk, []))
    if (!file.ok) return err(failure('cooperation.no_file'))
    // A second click waits for the first, and finds what it made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${body.id}, 0))`.execute(trx)
    const opened = await openRequest(trx, of, served.actorOf(who), {
      requestId: body.id,
      id: body.stepId,
      step: 'draft',
      happenedAt: asInstant(body.happenedAt),
      parties: { sending: who.agencyId, receiving: abroadId({ country, authority: desk }) },
      fileId: body.fileId,
      facts: { number: numberOf(body.id, 'vr'), country, desk, urgency: 'routine' },
      payload: { answers: body.answers },
    })
    return opened.ok ? shown(trx, of, served, who, body.id) : opened
  })
}

/** What the next step would send, under the file's lock: the preview and the sending ask the same function. */
interface ToSend {
  readonly step: SendingStep
  readonly answers: FormAnswers
  readonly person: Person | null
  readonly groups: readonly { readonly group: string; readonly grantId: string | null }[]
  readonly notAgreed: readonly string[]
  readonly missing: readonly VictimGap[]
  /** What in the words could tell who the person is, before it is agreed and handed over. */
  readonly identifying: readonly Passage[]
  readonly childMissing: readonly string[]
  readonly child: boolean
  readonly digest: string
}

const NEXT: Readonly<Record<string, SendingStep>> = { draft: 'ask', room: 'offer', accepted: 'hand_over' }

async function build(
  trx: ScopedTransaction,
  context: VictimContext,
  who: Principal,
  loaded: LoadedRequest,
  step: SendingStep,
): Promise<Result<ToSend, Failure>> {
  const { row } = loaded
  const { files, childGate } = context.victims
  const [country, desk] = [String(row.facts['country']), String(row.facts['desk'])]
  if (row.file_id === null) return err(failure('cooperation.no_file'))
  const asked = step === 'hand_over' ? HANDED_GROUPS : []
  const file = await files.toPassOn(trx, who, row.file_id, toldTo(country, desk, asked))
  if (!file.ok) return err(failure('cooperation.no_file'))
  const fileId = row.file_id
  const { child, groups } = file.value
  const homes = await asSystem(trx, () => files.homesOf(trx, fileId))
  const prepared = preparedFor(loaded)
  const missing = [...stepMissing(step, prepared, country, { child, homes })]
  const notAgreed = asked.filter((group) => !groups.some((each) => each.group === group))
  // Without a name nobody is handed over: how to reach them may be left out, and is where it was not agreed.
  const identified = groups.some(({ group }) => group === 'identity')
  if (step === 'hand_over' && !identified) missing.push('not_consented')
  const childMissing =
    step === 'hand_over' && child ? await asSystem(trx, () => childGate(trx, { fileId, gate: 'referred_abroad' })) : []
  if (childMissing.length > 0) missing.push('child_gate')
  const person = step === 'hand_over' && identified ? personOf(groups.flatMap(({ forms }) => forms.map(asForm))) : null
  const answers = sentWith(step, prepared)
  const known = step === 'hand_over' ? undefined : await knownPerson(trx, context, fileId)
  const form = VICTIM_FORMS[step === 'offer' ? 'offer' : step === 'ask' ? 'query' : 'handover']
  const identifying = known ? identifyingOf(context, form, answers, known) : []
  if (identifying.some(({ kind }) => OWN.includes(kind))) missing.push('names_person')
  return ok({
    step,
    answers,
    person,
    groups: groups.map(({ group, grantId }) => ({ group, grantId })),
    notAgreed,
    missing,
    identifying,
    childMissing,
    child,
    digest: createHash('sha256')
      .update(canonicalJson({ id: row.id, country, desk, step, answers, person }))
      .digest('hex'),
  })
}

/** What would be sent now. Changes nothing but the audit log. */
export async function previewVictim(
  context: VictimContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof previewing>, Failure>> {
  if (!mayServe(who, 'victims.send')) return err(failure('cooperation.not_allowed'))
  const served = servedVictims(context)
  return inScope<ResponseOf<typeof previewing>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, served, who, requestId)
    if (!seen.ok) return seen
    const loaded = await loadRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const { row } = loaded.value
    if (row.parties['sending'] !== who.agencyId || row.file_id === null) return err(failure('records.not_found'))
    const step = NEXT[row.state] ?? null
    const built = step === null ? null : await build(trx, context, who, loaded.value, step)
    if (built && !built.ok) return err(failure('records.not_found'))
    const sent = built?.value
    const entry = await entryOfDesk(trx, String(row.facts['country']), String(row.facts['desk']))
    if (sent?.person) {
      await recordAudit(trx, { action: 'cooperation.person_previewed', object: { kind: of.kind.kind, id: requestId } })
    }
    return ok({
      step,
      answers: { ...sent?.answers },
      person: sent?.person ? { ...sent.person } : null,
      notAgreed: [...(sent?.notAgreed ?? [])],
      missing: [...new Set(sent?.missing)],
      identifying: [...(sent?.identifying ?? [])],
      childMissing: [...(sent?.childMissing ?? [])],
      digest: sent?.digest ?? '',
      prepared: { ...preparedFor(loaded.value) },
      child: sent?.child ?? false,
      fileId: row.file_id,
      fileNumber: await context.victims.files.numberOf(trx, row.file_id),
      recipient: entry ? recipientOf(entry) : null,
    })
  })
}

/**
 * Sends the question, the offer or the hand-over: the file is locked, consent and the refugee check are judged, and what would be sent is
 * held against what was previewed, in the transaction that sends. A withdrawal is before it or after it, never between.
 */
export async function sendVictim(
  context: VictimContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  { stepId, step, digest, happenedAt, identifying }: HandlerInput<typeof sending>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!mayServe(who, 'victims.send')) return err(failure('cooperation.not_allowed'))
  const served = servedVictims(context)
  const dependent = await context.notIndependentOf(who.userId)
  const isSecondTo = (first: string | null): boolean =>
    first === null || (first !== who.userId && !dependent.has(first))
  const done = await inScope<unknown, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, served, who, requestId)
    if (!seen.ok) return seen
    const loaded = await lockRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const { row, log } = loaded.value
    if (row.parties['sending'] !== who.agencyId) return err(failure('records.not_found'))
    if (log.some(({ id }) => id === stepId)) return ok(undefined)
    if (NEXT[row.state] !== step) return err(failure('records.not_open', { params: { state: row.state } }))
    if (step === 'hand_over' && log.some((each) => each.step === 'offer' && !isSecondTo(each.actor_id))) {
      return err(failure('records.second_person'))
    }
    const built = await build(trx, context, who, loaded.value, step)
    if (!built.ok) return built
    const { missing, childMissing, answers, person, groups } = built.value
    if (missing.length > 0) {
      const params = { missing: [...new Set(missing)].join(' '), child: childMissing.join(' ') }
      return err(failure('cooperation.referral_incomplete', { params }))
    }
    if (built.value.digest !== digest) return err(failure('cooperation.changed_since'))
    const named = mayCross(built.value.identifying, { identifying })
    if (!named.ok) return named
    const desk = await deskOf(trx, context, who.agencyId, 'referral')
    if (desk === null) return err(failure('cooperation.no_desk'))
    let also: VictimStepAlso = { digest, ...named.value }
    if (step === 'ask') {
      const sent = await sendVictimMessage(trx, context, row.facts, { step, desk, answers })
      if (!sent.ok) return sent
      also = { ...also, conversation: sent.value.conversationId, desk }
    }
    if (step === 'hand_over' && person) {
      await keepPerson(trx, context, requestId, {
        person,
        agencyId: who.agencyId,
        groups: groups.map(({ group }) => group),
      })
      also = { ...also, on: todayIn(context), groups }
    }
    const actor = { ...served.actorOf(who), independentOf: isSecondTo }
    return takeStep(trx, of, actor, requestId, {
      id: stepId,
      step,
      happenedAt: asInstant(happenedAt),
      payload: { answers, also: also as unknown as Json },
    })
  })
  return done.ok ? readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, served, who, requestId)) : done
}
