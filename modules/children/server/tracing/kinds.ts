import { err, failure, ok } from '@gloact/kernel'
import { loadRequest, openPayload, openRequest, type RequestsOf, type StepTaken } from '@gloact/records/server'
import type { Facts } from '@gloact/records'
import type { ScopedTransaction } from '@gloact/postgres'
import { familyLink } from '../../domain/tracing/link-kind.ts'
import { actionFacts, actionRule, agreedFacts } from './action-clocks.ts'
import { consulateRefused } from '../../domain/tracing/action-form.ts'
import { TRACING_FORMS } from '../../domain/tracing/forms.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { HEARINGS, tracingMatch } from '../../domain/tracing/match-kind.ts'
import { leftOpen, notAskedOfBoth } from '../../domain/tracing/same-questions.ts'
import { tracingRequest } from '../../domain/tracing/request-kind.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { parkedDay, parkedRule, parkRefused } from './parked-rule.ts'
import { sameId } from '../same-id.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'

/** Steps by which the child's side says the whole of it. */
const SAYS_ALL: readonly string[] = ['register', 'change']

/** The four records of tracing, as the engine runs them. */
export interface TracingKinds {
  readonly requests: RequestsOf
  readonly subjects: RequestsOf
  readonly matches: RequestsOf
  readonly links: RequestsOf
}

export function tracingKinds(context: TracingContext): TracingKinds {
  const { db, vault, clock, country, calendar, settings } = context
  const days = (amount: number) => ({ unit: 'working_days' as const, amount, onNonWorkingDay: 'next' as const })
  const common = {
    schema: SCHEMA,
    db,
    vault,
    clock,
    country,
    calendar,
    forms: TRACING_FORMS,
    codeLists: TRACING_LISTS,
    sealedBy: 'own' as const,
    audited: 'children.tracing_step_taken' as const,
    clockRule: (name: string, facts: Facts) =>
      name === 'agreement'
        ? facts['waits_for_agreement'] === true
          ? days(settings.clocks.agreement)
          : null
        : name === 'parked'
          ? parkedRule(facts, settings.clocks.parked)
          : name === 'action' || name === 'first_action'
            ? actionRule(name, facts, settings.clocks)
            : name === 'hold' || name === 'look' || name === 'verify'
              ? days(settings.clocks[name])
              : null,
  }
  const links: RequestsOf = { ...common, kind: familyLink }
  return {
    links,
    requests: {
      ...common,
      kind: tracingRequest,
      onTaken: async (trx, { step, requestId, by }) => {
        // What the platform itself did is followed where it was done.
        if (by.userId !== null && step !== 'tell')
          await context.publish(trx, 'children.tracing_request_changed', { requestId })
        return ok(undefined)
      },
    },
    subjects: {
      ...common,
      kind: tracingSubject,
      factsAfter: (facts, { step, payload }) =>
        SAYS_ALL.includes(step)
          ? { ...facts, ...actionFacts(facts, payload.answers, context) }
          : step === 'agree_for_child'
            ? agreedFacts(facts, context)
            : facts,
      onTaken: async (trx, { requestId, step, happenedAt, payload }) => {
        if (step === 'act') {
          const said = { step, by: null, happenedAt, answers: payload.answers }
          return consulateRefused(said) ? err(failure('children.no_consulate')) : ok(undefined)
        }
        await context.publish(trx, 'children.tracing_subject_changed', { requestId })
        return ok(undefined)
      },
    },
    matches: {
      ...common,
      kind: tracingMatch,
      factsAfter: (facts, { step, payload }) =>
        step === 'park' ? { ...facts, look_again_on: parkedDay(payload.answers) } : facts,
      onTaken: async (trx, taken) => {
        if (taken.step === 'park' && parkRefused(context, taken.payload.answers))
          return err(failure('children.park_day'))
        if (HEARINGS.includes(taken.step) && !(await asksTheSame(trx, { ...common, kind: tracingMatch }, taken)))
          return err(failure('children.same_questions'))
        if (taken.step === 'confirm') return recordLink(trx, links, taken)
        if (taken.step === 'allow_contact')
          await context.publish(trx, 'children.tracing_contact_allowed', { requestId: taken.requestId })
        return ok(undefined)
      },
    },
  }
}

/** Whether an interview leaves no question empty, and asks what the other one asked. The first of the two has nothing to be held against. */
async function asksTheSame(
  trx: ScopedTransaction,
  matches: RequestsOf,
  { id, requestId, step, payload }: StepTaken,
): Promise<boolean> {
  if (leftOpen(payload.answers) > 0) return false
  if (!step.endsWith('_then')) return true
  const loaded = await loadRequest(trx, matches, requestId)
  if (!loaded.ok) return false
  const other = loaded.value.log.findLast((one) => one.id !== id && HEARINGS.includes(one.step))
  return (
    other !== undefined && notAskedOfBoth(openPayload(loaded.value.key, SCHEMA, other).answers, payload.answers) === 0
  )
}

/** What was confirmed stands in the child's file: who is who to the child, and how it is known. */
async function recordLink(
  trx: ScopedTransaction,
  links: RequestsOf,
  { requestId, fileId, parties, payload, happenedAt, by, facts }: StepTaken,
) {
  const { shown_by: shownBy } = payload.answers
  return openRequest(
    trx,
    links,
    { ...by, may: () => true },
    {
      requestId: sameId(`link ${requestId}`),
      id: sameId(`record ${requestId}`),
      step: 'record',
      happenedAt,
      parties,
      fileId,
      facts: { match_id: requestId, subject_id: facts['subject_id'] ?? null },
      payload: { answers: { ...(shownBy && { shown_by: shownBy }) }, also: { matchId: requestId } },
    },
  )
}
