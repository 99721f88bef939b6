import type { Handling } from '@gloact/exchange'
import type { FormAnswers, FormDefinition } from '@gloact/forms'
import { err, failure, newId, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Facts } from '@gloact/records'
import {
  openPayload,
  type LoadedRequest,
  type RequestsOf,
  type StepPayload,
  type StepTaken,
} from '@gloact/records/server'
import { MESSAGE_VERSION } from '../../contract/messages.ts'
import { VICTIM_FORMS } from '../../domain/victims/forms.ts'
import { ENDS_HAND_OVER, victimClock, victimMessageOf, victimReferral } from '../../domain/victims/kind.ts'
import { VICTIM_LISTS } from '../../domain/victims/lists.ts'
import { belongsTo } from '../../domain/tracks.ts'
import { ABROAD, ABROAD_SECOND, type CooperationContext } from '../context.ts'
import { identifyingOf, knownPerson, mayCross } from '../crossing-words.ts'
import { deskOf } from '../directory.ts'
import { requestKeys } from '../request-keys.ts'
import { conversationOf, SCHEMA } from '../requests.ts'
import { openPerson, destroyPerson } from './handed-over.ts'
import { endConversation } from './ending.ts'
import { writeIntoFile } from './in-file.ts'
import type { VictimContext } from './victims-context.ts'

/** For those who receive the person and nobody else: not used against them, not passed on. */
export const VICTIM_HANDLING: Handling = { tlp: 'amber_strict', h: ['h1', 'h2'], evaluation: null, text: null }

/** Referrals as requests: what crosses the border goes in the transaction of the step that it tells. */
export const victimRequests = (context: VictimContext): RequestsOf => ({
  kind: victimReferral,
  schema: SCHEMA,
  db: context.db,
  vault: requestKeys(context.vault),
  keysApart: true,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: VICTIM_FORMS,
  codeLists: { ...context.codeLists, ...VICTIM_LISTS },
  sealedBy: 'own',
  audited: 'cooperation.step_taken',
  clockRule: victimClock(context.config.victimClocks),
  factsAfter,
  onTaken: (trx, taken) => followVictimStep(trx, context, taken),
})

/** What a step puts beside the answers of its form. */
export interface VictimStepAlso {
  readonly conversation?: string
  readonly desk?: string
  readonly digest?: string
  /** Why words went that could tell who somebody is. */
  readonly identifying?: { readonly reason: string; readonly kinds: readonly string[] }
  /** When it was handed over, as a day: the clock of the arrival runs from it. */
  readonly on?: string
  readonly groups?: readonly { readonly group: string; readonly grantId: string | null }[]
}
export const alsoOf = ({ also }: Pick<StepPayload, 'also'>): VictimStepAlso => (also ?? {}) as VictimStepAlso

const text = (answers: FormAnswers, field: string): string | null => {
  const value = valueOf(answers[field])
  return typeof value === 'string' ? value : null
}

/** In clear lie codes and days of the referral: nothing of the person, and no need or risk. */
function factsAfter(facts: Facts, { id, step, payload }: { id: string; step: string; payload: StepPayload }): Facts {
  const { answers } = payload
  const also = alsoOf(payload)
  switch (step) {
    case 'draft':
    case 'amend':
      return { ...facts, urgency: text(answers, 'urgency') ?? 'routine' }
    case 'ask':
      return {
        ...facts,
        urgency: text(answers, 'urgency') ?? 'routine',
        conversation: also.conversation ?? null,
        own_desk: also.desk ?? null,
      }
    case 'hand_over': {
      const [on, expected] = [also.on ?? '', text(answers, 'expected_on') ?? '']
      const days = Math.round((Date.parse(expected) - Date.parse(on)) / 86_400_000)
      return {
        ...facts,
        file_line: id,
        expected_on: expected,
        arrival_days: Number.isFinite(days) ? Math.max(0, days) : 7,
      }
    }
    case 'confirm_arrival':
      return { ...facts, file_line: id }
    case 'not_taken':
      return { ...facts, not_taken: true }
    default:
      return facts
  }
}

/** What was prepared, as it was last written. */
export function preparedFor({ log, key }: LoadedRequest): FormAnswers {
  const row = log.findLast(({ step }) => step === 'draft' || step === 'amend')
  return row ? openPayload(key, SCHEMA, row).answers : {}
}

/**
 * Puts what a step says into the outbox, in the step's own transaction. The answers of its form cross; with the hand-over who the person
 * is; with the first message the number that both sides call it by. No id of a file, a person, an officer or an agency.
 */
export async function sendVictimMessage(
  trx: ScopedTransaction,
  { exchange }: Pick<CooperationContext, 'exchange'>,
  facts: Facts,
  {
    step,
    desk,
    answers,
    person,
  }: {
    readonly step: string
    readonly desk: string
    readonly answers: FormAnswers
    readonly person?: Readonly<Record<string, string>>
  },
): Promise<Result<{ readonly conversationId: string }, Failure>> {
  const type = victimMessageOf(step)
  if (type === undefined || !belongsTo(type, 'referral')) return err(failure('cooperation.wrong_track'))
  if (!exchange) return err(failure('cooperation.no_exchange'))
  const conversation = conversationOf(facts)
  if (conversation === null && step !== 'ask') return err(failure('cooperation.no_conversation'))
  return exchange.enqueueMessage(trx, {
    ...(conversation !== null && { conversationId: conversation }),
    fromAuthority: desk,
    to: { country: String(facts['country']), authority: String(facts['desk']) },
    type,
    schemaVersion: MESSAGE_VERSION,
    handling: VICTIM_HANDLING,
    purpose: 'victim_referral',
    legalBasis: 'tip-6',
    body: {
      answers,
      ...(person && { person }),
      ...(step === 'ask' && { number: String(facts['number']) }),
    },
  })
}

/** What follows from a step of either side, in its transaction. */
async function followVictimStep(
  trx: ScopedTransaction,
  context: VictimContext,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const { step, requestId, to, facts, by, payload } = taken
  const isOurs = ![ABROAD, ABROAD_SECOND].includes(by.userId ?? '')
  const tellsStatus = step === 'tell_status' || step === 'tell_status_back'
  if (isOurs && tellsStatus && valueOf(payload.answers['agreed']) !== 'yes')
    return err(failure('cooperation.referral_incomplete', { params: { missing: 'not_consented' } }))
  // Closed, the sending side has the person's own file; what it handed over opens no more here either.
  const over = to === 'closed' && taken.fileId !== null
  if (ENDS_HAND_OVER.includes(to) || over) await destroyPerson(trx, context, requestId, to)
  await writeIntoFile(trx, context, taken)
  if (isOurs && step !== 'ask' && victimMessageOf(step) !== undefined) {
    const sent = await tellStep(trx, context, taken)
    if (!sent.ok) return sent
  }
  // What was said about the person is destroyed as well, as soon as the last word of it has arrived.
  const conversation = conversationOf(facts)
  if (to === 'destroyed' && conversation !== null) await endConversation(trx, context, conversation)
  return ok(undefined)
}

/** As long as nobody was told who the person is. What is asked and offered is held against the file where it is sent. */
const NAMELESS = new Set(['asked', 'room', 'offered', 'accepted'])
const VICTIM_FORMS_BY_ID: Readonly<Record<string, FormDefinition>> = VICTIM_FORMS
const needsOf = (step: string): string | undefined =>
  (victimReferral.steps as Readonly<Record<string, { readonly needs?: string }>>)[step]?.needs

async function tellStep(
  trx: ScopedTransaction,
  context: VictimContext,
  { step, from, requestId, fileId, facts, by, payload }: StepTaken,
): Promise<Result<unknown, Failure>> {
  const own = facts['own_desk']
  const desk = typeof own === 'string' ? own : await deskOf(trx, context, by.agencyId, 'referral')
  if (desk === null) return err(failure('cooperation.no_desk'))
  if (step === 'recall') {
    const answers = { reason: { value: 'consent_withdrawn' } }
    return sendVictimMessage(trx, context, facts, { step, desk, answers })
  }
  // Before the person is handed over, no other word of this side tells who they are either; what was sent apart was held against it there.
  if (fileId !== null && step !== 'offer' && NAMELESS.has(from ?? '') && step !== 'hand_over') {
    const form = VICTIM_FORMS_BY_ID[needsOf(step) ?? '']
    const found = identifyingOf(context, form, payload.answers, await knownPerson(trx, context, fileId))
    const may = mayCross(
      found.filter(({ kind }) => kind !== 'named'),
      {},
    )
    if (!may.ok) return may
  }
  const handed = step === 'hand_over' ? await openPerson(trx, context, requestId) : undefined
  if (step === 'hand_over' && !handed) return err(failure('cooperation.nothing_handed_over'))
  return sendVictimMessage(trx, context, facts, {
    step,
    desk,
    answers: payload.answers,
    ...(handed && { person: { ...handed.person } }),
  })
}

/** Takes a step in the platform's own name. */
export const byPlatform = (context: Pick<CooperationContext, 'clock'>, step: string) => ({
  id: newId<string>(),
  step,
  happenedAt: context.clock.now(),
  payload: { answers: {} },
})
