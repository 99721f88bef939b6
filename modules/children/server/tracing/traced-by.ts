import type { FormAnswers } from '@gloact/forms'
import type { ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, requestTables, type RequestsOf } from '@gloact/records/server'
import { rowsOf, textOf } from '../../domain/tracing/said.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import type { KeptAway, TracingFinding } from '../children-context.ts'
import { matchesOf } from './find-matches.ts'
import { tracingKinds } from './kinds.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'

const SAYS: readonly string[] = ['register', 'amend', 'change']

/**
 * Whom a child does not want to be found by, and everybody whose request was ever suggested for this child: a guardian is tied to none of
 * them. In the system's scope; told to nobody.
 */
export const tracedBy = (context: TracingContext) => {
  const kinds = tracingKinds(context)
  return async (trx: ScopedTransaction, fileId: string): Promise<readonly KeptAway[]> => {
    const people: KeptAway[] = []
    for (const { id } of await sidesOf(trx, fileId)) {
      for (const answers of await sayingsOf(trx, kinds.subjects, id))
        for (const { name, telephone } of rowsOf(answers, 'against'))
          people.push({ name: asText(name), phone: asText(telephone) })
      const asked = new Set((await matchesOf(trx, { subject_id: id })).map(({ facts }) => String(facts['request_id'])))
      for (const requestId of asked)
        for (const answers of await sayingsOf(trx, kinds.requests, requestId)) {
          const [name, address] = [textOf(answers, 'relative_name'), textOf(answers, 'address')]
          for (const field of ['telephone', 'family_telephone'])
            people.push({ name, address, phone: textOf(answers, field) })
        }
    }
    return people
  }
}

/**
 * What became of each suggestion for this child that somebody decided on, by who sought the child: the finding after both were heard, or
 * `rejected`. In the system's scope, for the gate that a return passes.
 */
export const findingsOf = (context: TracingContext) => {
  const kinds = tracingKinds(context)
  return async (trx: ScopedTransaction, fileId: string): Promise<readonly TracingFinding[]> => {
    const found: (TracingFinding & { readonly at: string })[] = []
    for (const { id } of await sidesOf(trx, fileId)) {
      for (const { id: matchId, facts, state } of await matchesOf(trx, { subject_id: id })) {
        if (!DECIDED.includes(state)) continue
        const match = await loadRequest(trx, kinds.matches, matchId)
        const said = (await sayingsOf(trx, kinds.requests, String(facts['request_id']))).at(-1)
        if (!match.ok || !said) continue
        const step = match.value.log.findLast(({ step: taken }) => taken === 'confirm' || taken === 'reject')
        if (!step) continue
        const answers = openPayload(match.value.key, SCHEMA, step).answers
        const finding = state === 'rejected' ? 'rejected' : textOf(answers, 'finding')
        found.push({ name: textOf(said, 'relative_name'), finding, at: step.recorded_at })
      }
    }
    return found.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ name, finding }) => ({ name, finding }))
  }
}

const DECIDED: readonly string[] = ['confirmed', 'contact', 'rejected']

const sidesOf = (trx: ScopedTransaction, fileId: string): Promise<readonly { readonly id: string }[]> =>
  requestTables(trx, SCHEMA)
    .selectFrom('request')
    .select('id')
    .where('kind', '=', tracingSubject.kind)
    .where('file_id', '=', fileId)
    .where('erased_at', 'is', null)
    .execute()

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Everything that was ever said in it. What was forgotten says nothing. */
async function sayingsOf(trx: ScopedTransaction, of: RequestsOf, id: string): Promise<readonly FormAnswers[]> {
  const loaded = await loadRequest(trx, of, id)
  if (!loaded.ok) return []
  const { log, key } = loaded.value
  return log.filter(({ step }) => SAYS.includes(step)).map((step) => openPayload(key, SCHEMA, step).answers)
}
