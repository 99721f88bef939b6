import { tightened, TLP, type Handling } from '@gloact/exchange'
import type { FormAnswers, FormDefinition } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Facts } from '@gloact/records'
import {
  loadRequest,
  openPayload,
  type LoadedRequest,
  type RequestsOf,
  type ServedTo,
  type StepPayload,
  type StepTaken,
} from '@gloact/records/server'
import { sql } from 'kysely'
import { MESSAGE_VERSION } from '../contract/messages.ts'
import { ANSWER_FORMS } from '../domain/answer-forms.ts'
import { takesFiles } from '../domain/files.ts'
import { codesFrom, codesOf, handlingIn } from '../domain/handling-in.ts'
import { ASKED_FOR, USUAL_HANDLING, type HandledAction } from '../domain/handling.ts'
import { COOPERATION_LISTS } from '../domain/lists.ts'
import type { CooperationAction } from '../domain/policy.ts'
import { isGroundFor, mayBeClosed } from '../domain/other-types.ts'
import { earlierDay, partySending, readable, recalledWith } from '../domain/sent-parts.ts'
import { requestForm } from '../domain/request-form.ts'
import { assistance, assistanceClock, mayBeWithdrawn, messageOf } from '../domain/request-kind.ts'
import { belongsTo } from '../domain/tracks.ts'
import { ABROAD, may, scopeOf, type CooperationContext } from './context.ts'
import { identifyingOf, mayCross } from './crossing-words.ts'
import { deskOf } from './directory.ts'
import { requestKeys } from './request-keys.ts'
import { waitingFiles } from './waiting-files.ts'

export const SCHEMA = 'cooperation'

/** The forms of all steps, by what the steps call them. */
export const FORMS = { request: requestForm, ...ANSWER_FORMS }
const FORMS_BY_ID: Readonly<Record<string, FormDefinition>> = FORMS

const needsOf = (step: string): string | undefined =>
  (assistance.steps as Readonly<Record<string, { readonly needs?: string }>>)[step]?.needs

/** What a second officer sends: names and dates of birth in it were found, and allowed with a reason, when they did. */
const APPROVED = new Set(['send_part', 'send_result'])

/** Requests as this module runs them: what crosses the border goes in the transaction of the step that it tells. */
export const requestsOf = (context: CooperationContext): RequestsOf => ({
  kind: assistance,
  schema: SCHEMA,
  db: context.db,
  vault: requestKeys(context.vault),
  keysApart: true,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: FORMS,
  codeLists: { ...context.codeLists, ...COOPERATION_LISTS },
  sealedBy: 'own',
  audited: 'cooperation.step_taken',
  clockRule: assistanceClock(context.config.clocks),
  factsAfter,
  onTaken: (trx, taken) => followStep(trx, context, taken),
})

export const SERVED: ServedTo<Principal> = {
  scopeOf,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => may(who, permission as CooperationAction),
  }),
  mayRead: (who) => (may(who, 'cooperation.read') ? null : failure('cooperation.not_allowed')),
  // What was recalled, or may be used no more, is not read any more where it came to.
  presented: (view) => ({ ...view, steps: view.steps.map((step) => readable(step, view)) }),
  // With these goes more than a form; the last come from abroad, or from the platform.
  apart: [
    'draft',
    'submit',
    'approve',
    'send_part',
    'send_result',
    'arrive',
    'crossed',
    'deliver',
    'miss_receipt',
    'end_use',
  ],
}

/** What lies in clear of a request: codes and a day. What it says, and a note on its handling, do not. */
export function factsOf(answers: FormAnswers): Facts {
  const code = (path: string): string | null => {
    const value = valueOf(answers[path])
    return typeof value === 'string' ? value : null
  }
  const handling = handlingIn(answers)
  return {
    type: code('type'),
    urgency: code('urgency') ?? 'routine',
    deadline: code('deadline'),
    tlp: handling.tlp,
    handling: codesOf(handling),
    use_until: code('use_until'),
  }
}

const codedHandling = (facts: Facts): Handling => ({
  tlp: TLP.find((tlp) => tlp === facts['tlp']) ?? USUAL_HANDLING.tlp,
  h: codesFrom(facts['handling']),
  evaluation: null,
  text: null,
})

/** Where the question of an originator's permission stands, as a code: a task as long as it is asked. */
const PERMISSION: Readonly<Record<string, string>> = {
  ask_permission: 'asked',
  give_permission: 'given',
  withhold_permission: 'withheld',
}

/** Before it is sent a draft says what holds; after that, whatever either side adds only tightens. */
export function factsAfter(
  facts: Facts,
  { step, payload }: { readonly step: string; readonly payload: StepPayload },
): Facts {
  if (step === 'draft' || step === 'amend') return { ...facts, ...factsOf(payload.answers) }
  const asked = PERMISSION[step]
  const held = tightened(codedHandling(facts), handlingAdded(payload) ?? codedHandling(facts))
  const conversation = (payload.also as { readonly conversation?: string } | undefined)?.conversation
  return {
    ...facts,
    tlp: held.tlp,
    handling: codesOf(held),
    use_until: earlierDay(facts['use_until'], valueOf(payload.answers['use_until'])),
    ...(asked && { permission: asked }),
    ...(step === 'recall' && { recalled: recalledWith(facts, String(valueOf(payload.answers['about']))) }),
    ...(step === 'end_use' && { use_ended: true }),
    ...(step === 'approve' && conversation && { conversation }),
  }
}

/** What a step adds to how the whole is handled: of its form, and of the message that it came by. */
function handlingAdded({ answers, also }: StepPayload): Handling | undefined {
  const came = (also as { readonly handling?: Handling } | undefined)?.handling
  const said = valueOf(answers['tlp']) === undefined ? undefined : handlingIn(answers)
  if (came && said) return tightened(came, said)
  return came ?? said
}

/** How a request is handled with all that was added to it, notes included. */
export function handlingOf(loaded: LoadedRequest): Handling {
  const content = contentOf(loaded)
  return loaded.log.reduce<Handling>((held, row) => {
    if (row.step === 'draft' || row.step === 'amend') return held
    const added = handlingAdded(openPayload(loaded.key, SCHEMA, row))
    return added ? tightened(held, added) : held
  }, handlingIn(content))
}

/**
 * What the originator of a request has allowed by now: by the last word of its central authority, which ends what it gave before, until the
 * day that it named.
 */
export function allowedByOriginator({ log, key }: LoadedRequest, today: PlainDate): readonly HandledAction[] {
  const row = log.findLast(({ step }) => step === 'give_permission' || step === 'withhold_permission')
  if (row?.step !== 'give_permission') return []
  const { answers } = openPayload(key, SCHEMA, row)
  const [actions, until] = [valueOf(answers['actions']), valueOf(answers['until'])]
  if (typeof until === 'string' && until < today) return []
  return ASKED_FOR.filter((action) => Array.isArray(actions) && actions.includes(action))
}

/** What a request says now: as it was last written, or as it came. */
export function contentOf({ log, key }: LoadedRequest): FormAnswers {
  const row = log.findLast(({ step }) => ['draft', 'amend', 'arrive'].includes(step))
  return row ? openPayload(key, SCHEMA, row).answers : {}
}

/** A conversation of the exchange that a request is; null as long as nothing of it has crossed a border. */
export const conversationOf = (facts: Facts): string | null => {
  const { conversation } = facts
  return typeof conversation === 'string' ? conversation : null
}

/** The request that a conversation is, in the transaction's scope. */
export async function requestOfConversation(
  trx: ScopedTransaction,
  conversation: string,
  kind: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from cooperation.request
    where facts ->> 'conversation' = ${conversation} and kind = ${kind} and erased_at is null`.execute(trx)
  return rows[0]?.id
}

/**
 * Puts what a step says into the outbox, in the step's own transaction. A message has the answers of its form, and a request its number;
 * nothing else crosses. The first of a request begins its conversation.
 */
export async function sendMessage(
  trx: ScopedTransaction,
  context: CooperationContext,
  loaded: LoadedRequest,
  {
    step,
    agencyId,
    answers,
  }: { readonly step: string; readonly agencyId: string | null; readonly answers: FormAnswers },
): Promise<Result<{ readonly conversationId: string }, Failure>> {
  const type = messageOf(step)
  // A type of another track would be a bug of this module: nothing goes.
  if (type === undefined || !belongsTo(type, 'evidence')) return err(failure('cooperation.wrong_track'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  const desk = await deskOf(trx, context, agencyId, 'evidence')
  if (desk === null) return err(failure('cooperation.no_desk'))
  const { facts } = loaded.row
  const conversation = conversationOf(facts)
  if (conversation === null && step !== 'approve') return err(failure('cooperation.no_conversation'))
  const basis = valueOf(contentOf(loaded)['legal_basis'])
  return exchange.enqueueMessage(trx, {
    ...(conversation !== null && { conversationId: conversation }),
    fromAuthority: desk,
    to: { country: String(facts['country']), authority: String(facts['desk']) },
    type,
    schemaVersion: MESSAGE_VERSION,
    handling: handlingOf(loaded),
    purpose: 'mutual_legal_assistance',
    legalBasis: typeof basis === 'string' ? basis : 'untoc',
    files: takesFiles(step) ? (await waitingFiles(trx, context, loaded)).map(({ id }) => id) : [],
    body: { answers, ...(step === 'approve' && { number: String(facts['number']) }) },
  })
}

/** What a step of this side tells the other; an approval has sent its request before it is recorded. */
async function followStep(
  trx: ScopedTransaction,
  context: CooperationContext,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const { step, by } = taken
  if (step === 'approve' || messageOf(step) === undefined) return ok(undefined)
  if (step === 'withdraw' && !mayBeWithdrawn(taken.from ?? '')) {
    return err(failure('records.not_open', { params: { state: taken.from ?? '' } }))
  }
  if (step === 'correct' || step === 'recall') {
    const about = String(valueOf(taken.payload.answers['about']))
    // One's own alone; and a result is not there before it was sent.
    if (partySending(about) !== taken.party) return err(failure('cooperation.not_yours'))
  }
  if (by.userId === ABROAD) return ok(undefined)
  if (step === 'close' && !mayBeClosed(taken.facts['type'], taken.from ?? '')) {
    return err(failure('records.not_open', { params: { state: taken.from ?? '' } }))
  }
  if (step === 'refuse' && !isGroundFor(taken.facts['type'], String(valueOf(taken.payload.answers['ground'])))) {
    return err(failure('cooperation.other_ground'))
  }
  const loaded = await loadRequest(trx, requestsOf(context), taken.requestId)
  if (!loaded.ok) return loaded
  // What one officer sends alone holds no date of birth: what has to goes with a request or a result that a second one looks at.
  if (!APPROVED.has(step)) {
    const form = FORMS_BY_ID[needsOf(step) ?? '']
    const found = identifyingOf(context, form, taken.payload.answers).filter(({ kind }) => kind === 'birth_date')
    const may = mayCross(found, {})
    if (!may.ok) return may
  }
  const sent = await sendMessage(trx, context, loaded.value, {
    step,
    agencyId: by.agencyId,
    answers: taken.payload.answers,
  })
  return sent.ok ? ok(undefined) : sent
}
