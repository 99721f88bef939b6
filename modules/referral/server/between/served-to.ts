import type { Principal } from '@gloact/identity/contract/principal'
import { failure } from '@gloact/kernel'
import { isEnd } from '@gloact/records'
import type { RequestRowView, RequestShown } from '@gloact/records/contract'
import type { ServedTo } from '@gloact/records/server'
import { factsForReceiver } from '../../domain/chain.ts'
import { BETWEEN, KEEPS_FILE, type BetweenName } from '../../domain/between/kinds.ts'
import type { ReferralAction } from '../../domain/policy.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'

/** Whose they are: with whom the file lies only together with it, on the other side of those who answer there. */
export const servedTo = (context: ReferralContext, name: BetweenName): ServedTo<Principal> => {
  const keeper = KEEPS_FILE[name]
  return {
    scopeOf,
    writesAs: systemFor,
    actorOf: (who) => ({
      userId: who.userId,
      agencyId: who.agencyId,
      may: (permission) => may(who, permission as ReferralAction),
    }),
    mayRead: (who) => (may(who, 'referral.read') ? null : failure('referral.not_allowed')),
    sees: async (trx, who, rows) => {
      const kept = rows.filter(({ parties }) => parties[keeper] === who.agencyId)
      const files = await context.files.filesSeen(
        trx,
        kept.flatMap(({ file_id: fileId }) => fileId ?? []),
      )
      const answers = may(who, 'referral.answer')
      return new Set(
        rows.flatMap(({ id, parties, file_id: fileId }) => {
          const other =
            answers && Object.entries(parties).some(([party, agency]) => party !== keeper && agency === who.agencyId)
          return other || (fileId !== null && files.has(fileId)) ? [id] : []
        }),
      )
    },
    presented: (view) => presented(name, view),
    presentedRow: (row) => presentedRow(name, row),
    // They go with a preview of what is told.
    ...((name === 'transfer' || name === 'conference') && { apart: ['draft', 'send'] }),
  }
}

/** Where what was told is told no more to those who keep no file: the words of the steps go as well. */
const TOLD_NO_MORE: Readonly<Partial<Record<BetweenName, readonly string[]>>> = {
  joint_work: ['ended'],
  conference: ['called_off'],
  task: ['dropped'],
}

function presented(name: BetweenName, view: RequestShown): RequestShown {
  // In which file another agency goes on is that agency's own.
  if (view.you.includes(KEEPS_FILE[name])) return without(view, 'open_own_file')
  if (name === 'transfer_request') return asAsked(view)
  const told = { ...view, ...presentedRow(name, view) }
  if (!TOLD_NO_MORE[name]?.includes(view.state)) return told
  return { ...told, steps: view.steps.map((step) => ({ ...step, answers: {} })) }
}

const without = (view: RequestShown, step: string): RequestShown => ({
  ...view,
  steps: view.steps.map((taken) => (taken.step === step ? { ...taken, answers: {} } : taken)),
})

/**
 * What the agency that asked for a transfer sees: its question, a yes, or that the time is over. A no looks like a number that
 * nobody has: in its state, its version, its times and whom it names.
 */
const asAsked = (view: RequestShown): RequestShown => ({
  ...view,
  ...presentedRow('transfer_request', view),
  version: view.steps.length,
  changedAt: view.steps.at(-1)?.recordedAt ?? view.openedAt,
})

export function presentedRow<Row extends RequestRowView>(name: BetweenName, row: Row): Row {
  if (row.you.includes(KEEPS_FILE[name])) return row
  // That a name was weighed is told to nobody else.
  if (name !== 'transfer_request') return { ...row, facts: factsForReceiver(row.facts) }
  const { asker } = row.parties
  const ended = isEnd(BETWEEN.transfer_request, row.state)
  return {
    ...row,
    state: ended ? row.state : 'asked',
    turn: ended ? null : 'holder',
    version: ended ? 2 : 1,
    parties: asker === undefined ? {} : { asker },
    changedAt: ended ? row.changedAt : row.openedAt,
  }
}
