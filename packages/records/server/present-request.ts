import type { RequestRowView, RequestShown } from '../contract/request-contracts.ts'
import { stepsOpenTo, type RequestActor } from '../request/take-step.ts'
import { viewOf } from '../request/request-view.ts'
import { actorIn, openPayload, partiesOf, type LoadedRequest } from './load-request.ts'
import type { RequestTable } from './request-tables.ts'
import type { RequestsOf, StepActor } from './requests-of.ts'

/** What lists say of a request to somebody. */
export const presentRow = (row: RequestTable, agencyId: string | null): RequestRowView => ({
  id: row.id,
  version: row.sequence,
  state: row.state,
  turn: row.turn,
  you: [...partiesOf(row.parties, agencyId)],
  parties: { ...row.parties },
  facts: { ...row.facts },
  nextDueAt: row.next_due_at,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
})

/**
 * A request as somebody sees it who acts for these parties; undefined where it is not there for any of them. Of one who acts
 * for several, what any of them sees.
 */
export function presentRequest(of: RequestsOf, loaded: LoadedRequest, actor: StepActor): RequestShown | undefined {
  const { row, log, request, key } = loaded
  const who: RequestActor = actorIn(row, actor)
  const views = who.parties.flatMap((party) => viewOf(of.kind, request, party) ?? [])
  if (views.length === 0) return undefined
  const rows = new Map(log.map((step) => [step.id, step]))
  const seen = new Map<string, RequestShown['steps'][number]>()
  for (const { steps } of views) {
    for (const taken of steps) {
      const stored = rows.get(taken.id)!
      const by = taken.by ?? seen.get(taken.id)?.by ?? null
      const { answers } = openPayload(key, of.schema, stored)
      const { id, step, party, happenedAt } = taken
      seen.set(id, { id, step, party, by, happenedAt, recordedAt: stored.recorded_at, answers: { ...answers } })
    }
  }
  return {
    ...presentRow(row, actor.agencyId),
    clocks: Object.entries(row.clocks).map(([clock, moments]) => ({
      clock,
      of: of.kind.clocks[clock]?.of ?? 'system',
      ...moments,
    })),
    steps: log.flatMap(({ id }) => seen.get(id) ?? []),
    open: stepsOpenTo(of.kind, request, who).map((open) => {
      const { needs } = of.kind.steps[open.step]!
      return { ...open, ...(needs !== undefined && { needs }) }
    }),
  }
}
