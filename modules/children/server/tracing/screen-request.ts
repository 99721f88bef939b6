import { ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { SYSTEM, takeStep } from '@gloact/records/server'
import { saidIn } from '../../domain/tracing/compared.ts'
import { misuseSigns, type MisuseSign } from '../../domain/tracing/misuse.ts'
import { dropMatches, matchesOf, type Matching } from './find-matches.ts'
import { sameId } from '../same-id.ts'
import { againstOf, alikeNames } from './who-is-alike.ts'

/**
 * Looks at a request that came in, or was changed, for signs of fishing: with one it waits for a person, without any it is searched for.
 * Done after the desk was answered, so that neither the answer nor its time says anything.
 */
export async function screenRequest(matching: Matching, requestId: string): Promise<readonly MisuseSign[]> {
  const { context, kinds, index } = matching
  const held = await index.read()
  const request = held.requests.get(requestId)
  if (request?.state !== 'received') return []
  const scope = systemScope(context.country)
  const [matches, keptAway] = await readInScope(
    context.db,
    scope,
    async (trx) =>
      [await matchesOf(trx, { request_id: requestId }), (await context.keptAwayFrom?.(trx, null)) ?? []] as const,
  )
  const suggested = matches.flatMap(({ facts }) => held.subjects.get(String(facts['subject_id'])) ?? [])
  const signs = misuseSigns(
    request.sayings.at(-1)!,
    {
      earlier: request.sayings.slice(0, -1),
      others: [...held.requests.values()].flatMap(({ id, sayings }) => (id === requestId ? [] : [sayings.at(-1)!])),
      against: [...held.subjects.values()].flatMap(againstOf),
      // Whom children fear is compared as they said it; whom their files keep away from them, besides.
      keptAway: keptAway.filter(({ by }) => by === 'file' || by === 'refused'),
      suggested: suggested.map(({ answers }) => saidIn(answers)),
      alike: alikeNames,
    },
    context.settings.limits,
  )
  await inScope(context.db, scope, async (trx) => {
    await takeStep(trx, kinds.requests, SYSTEM, requestId, {
      // The same for the same saying: run twice, it is looked at once.
      id: sameId(`screen ${requestId} ${request.sequence}`),
      step: signs.length > 0 ? 'hold' : 'search',
      happenedAt: context.clock.now(),
      payload: { answers: {}, also: { signs: [...signs] } },
    })
    return ok(undefined)
  })
  if (signs.length > 0) await dropMatches(matching, { request_id: requestId }, ['suggested'])
  return signs
}
