import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Clock } from '@gloact/kernel'
import type { Card, Foreseen, Task } from '@gloact/module'
import type { readMyWork as contract } from '../contract/my-work.ts'
import { inOrder, urgencyOf } from '../domain/urgency.ts'

/** A module as far as this page asks it. */
export interface Tasked {
  readonly id: string
  readonly tasks?: (who: Principal) => Promise<readonly Task[]>
  readonly foresees?: (who: Principal) => Promise<Foreseen>
  readonly overview?: (who: Principal) => Promise<readonly Card[]>
}

export interface WorkContext {
  readonly clock: Clock
  /** The country's: a task is due on its days. */
  readonly timeZone: string
  /** Every module that is there. */
  readonly everybody: () => readonly Tasked[]
}

const MOST_TASKS = 200

/**
 * What needs somebody, most urgent first, whichever module it is of. Nothing is stored: each module reads it off what it holds.
 * One after the other: a request that takes a connection for each module would hold up all others.
 */
export async function readMyWork(
  { clock, timeZone, everybody }: WorkContext,
  who: Principal,
): Promise<ResponseOf<typeof contract>> {
  const now = clock.now()
  const tasks: ResponseOf<typeof contract>['tasks'] = []
  const cards: ResponseOf<typeof contract>['cards'] = []
  const foresight: Record<string, unknown> = {}
  for (const module of everybody()) {
    const foreseen = await module.foresees?.(who)
    if (foreseen) foresight[module.id] = foreseen.foresight
    for (const { presses, ...task } of foreseen?.tasks ?? (await module.tasks?.(who)) ?? []) {
      const urgency = urgencyOf({ dueAt: task.dueAt, presses, stakes: task.stakes }, now, timeZone)
      tasks.push({ ...task, about: { ...task.about }, details: { ...task.details }, module: module.id, urgency })
    }
    for (const card of (await module.overview?.(who)) ?? []) cards.push({ ...card, module: module.id })
  }
  return { tasks: inOrder(tasks).slice(0, MOST_TASKS), cards, foresight }
}
