import { ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { lockRequest, openPayload, SYSTEM, takeStep, type LoadedRequest } from '@gloact/records/server'
import { saidIn } from '../../domain/tracing/compared.ts'
import type { ComparedName } from '../../domain/tracing/lists.ts'
import { changedSinceParked } from '../../domain/tracing/parking.ts'
import { sameId } from '../same-id.ts'
import { matchesOf, suggestionIn, type Matching } from './find-matches.ts'
import { SCHEMA } from './tracing-context.ts'

/** What a request or a child's side says has changed: what was set aside of it comes back where that spoke for it or against it. */
export async function bringBack(
  { context, kinds, index }: Matching,
  by: { readonly request_id: string } | { readonly subject_id: string },
): Promise<void> {
  const scope = systemScope(context.country)
  const parked = (await readInScope(context.db, scope, (trx) => matchesOf(trx, by))).filter(
    ({ state }) => state === 'parked',
  )
  if (parked.length === 0) return
  const held = await index.read()
  for (const { id, facts } of parked) {
    const request = held.requests.get(String(facts['request_id']))
    const child = held.subjects.get(String(facts['subject_id']))
    if (!request || !child) continue
    await inScope(context.db, scope, async (trx) => {
      const loaded = await lockRequest(trx, kinds.matches, id)
      if (!loaded.ok || loaded.value.row.state !== 'parked') return ok(undefined)
      const now = { request: saidIn(request.answers), child: saidIn(child.answers) }
      const changed = changedSinceParked(suggestionIn(loaded.value), now)
      if (changed.length === 0) return ok(undefined)
      const { sequence } = loaded.value.row
      await takeStep(trx, kinds.matches, SYSTEM, id, {
        id: sameId(`reopen ${id} ${sequence}`),
        step: 'reopen',
        happenedAt: context.clock.now(),
        payload: { answers: {}, also: { changed } },
      })
      return ok(undefined)
    })
  }
}

/** The fields because of which it came back before its day; none once somebody has taken it further. */
export function backBecause({ log, key, row }: LoadedRequest): readonly ComparedName[] {
  const last =
    row.state === 'suggested' ? log.findLast(({ step }) => step === 'reopen' || step === 'look_again') : undefined
  if (last?.step !== 'reopen') return []
  return (openPayload(key, SCHEMA, last).also as unknown as { readonly changed: readonly ComparedName[] }).changed
}
