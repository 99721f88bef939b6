import type { FormAnswers } from '@gloact/forms'
import type { ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, requestTables, type RequestsOf } from '@gloact/records/server'
import { sql } from 'kysely'
import { textOf } from '../../domain/tracing/said.ts'
import { familyLink } from '../../domain/tracing/link-kind.ts'
import { SAYING_STEPS } from '../../domain/tracing/request-kind.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import type { Contacts } from '../../domain/contacts.ts'
import { inquirerOf } from '../../domain/tracing/misuse.ts'
import type { TracingFinding } from '../children-context.ts'
import { matchesOf } from './find-matches.ts'
import { tracingKinds } from './kinds.ts'
import { SCHEMA, type TracingContext } from './tracing-context.ts'
import { againstOf } from './who-is-alike.ts'

const SAYS: readonly string[] = [...SAYING_STEPS, 'change']

/**
 * Whom a child does not want to be found by, and everybody whose request was ever suggested for this child: a guardian is tied to none of
 * them. In the system's scope; told to nobody.
 */
export const tracedBy = (context: TracingContext) => {
  const kinds = tracingKinds(context)
  return async (trx: ScopedTransaction, fileId: string): Promise<readonly Contacts[]> => {
    const people: Contacts[] = []
    for (const { id } of await sidesOf(trx, fileId)) {
      for (const answers of await sayingsOf(trx, kinds.subjects, id)) people.push(...againstOf({ answers }))
      const asked = new Set((await matchesOf(trx, { subject_id: id })).map(({ facts }) => String(facts['request_id'])))
      for (const requestId of asked)
        for (const answers of await sayingsOf(trx, kinds.requests, requestId)) people.push(...inquirerOf(answers))
    }
    return people
  }
}

/**
 * What became of each suggestion for this child that somebody decided on, by who sought the child: the finding after both were heard, or
 * `rejected`, also where the family link that came of it was ended since: that is a verdict reversed, with its reason. In the system's scope,
 * for the gate that a return passes.
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
        const reversed = state === 'rejected' ? null : ((await linkOf(trx, matchId))?.ended_at ?? null)
        const finding = state === 'rejected' || reversed !== null ? 'rejected' : textOf(answers, 'finding')
        found.push({ name: textOf(said, 'relative_name'), finding, at: reversed ?? step.recorded_at })
      }
    }
    return found.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ name, finding }) => ({ name, finding }))
  }
}

/** The family link that a match led to, and when it was ended: one, since a match is confirmed once. */
export const linkOf = (
  trx: ScopedTransaction,
  matchId: string,
): Promise<{ readonly id: string; readonly ended_at: string | null } | undefined> =>
  requestTables(trx, SCHEMA)
    .selectFrom('request')
    .select(['id', 'ended_at'])
    .where('kind', '=', familyLink.kind)
    .where(sql<boolean>`facts ->> 'match_id' = ${matchId}`)
    .executeTakeFirst()

const DECIDED: readonly string[] = ['confirmed', 'contact', 'rejected']

const sidesOf = (trx: ScopedTransaction, fileId: string): Promise<readonly { readonly id: string }[]> =>
  requestTables(trx, SCHEMA)
    .selectFrom('request')
    .select('id')
    .where('kind', '=', tracingSubject.kind)
    .where('file_id', '=', fileId)
    .where('erased_at', 'is', null)
    .execute()

/** Everything that was ever said in it. What was forgotten says nothing. */
async function sayingsOf(trx: ScopedTransaction, of: RequestsOf, id: string): Promise<readonly FormAnswers[]> {
  const loaded = await loadRequest(trx, of, id)
  if (!loaded.ok) return []
  const { log, key } = loaded.value
  return log.filter(({ step }) => SAYS.includes(step)).map((step) => openPayload(key, SCHEMA, step).answers)
}
