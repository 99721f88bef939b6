import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import type { OfficerTaskKind } from '../contract/tasks.ts'
import { authorise, type OversightContext } from './context.ts'
import { accessRows } from './review-access.ts'
import { lastNight } from './verify.ts'

/**
 * What waits for the data-protection officer, a line a kind: accounts that nobody has reviewed since they changed, accounts in use
 * without a second factor, and what the check of the last night found. Which they are stands on the pages that it leads to.
 */
export async function officerTasks(context: OversightContext, who: Principal): Promise<readonly Task[]> {
  if (!authorise(context, who, 'oversight.review_access').ok) return []
  const { rows } = await accessRows(context)
  const inUse = rows.filter(({ state, staffId }) => state === 'active' && staffId !== who.userId)
  const night = await lastNight(context, who)
  const now = context.clock.now()
  const told = (kind: OfficerTaskKind, times: number, since: string, presses: Task['presses']): readonly Task[] =>
    times === 0
      ? []
      : [
          {
            kind,
            about: { kind: 'oversight.access', id: who.userId },
            to: who.userId,
            details: { times },
            dueAt: null,
            since,
            ...(presses && { presses }),
          },
        ]
  return [
    ...told('night_broken', night === null || night.result === 'whole' ? 0 : 1, night?.at ?? now, 'today'),
    ...told('accounts_to_review', inUse.filter(({ toReview }) => toReview).length, now, 'this_week'),
    ...told('no_second_factor', inUse.filter(({ secondFactor }) => !secondFactor).length, now, 'this_week'),
  ]
}
