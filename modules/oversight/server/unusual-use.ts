import { readAudit, type RecordedEntry } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import type { UNUSUAL_KINDS } from '../contract/tasks.ts'
import { authorise, inOwnScope, type OversightContext } from './context.ts'

/** How long the data-protection officer finds it among their tasks. */
const DAYS_SHOWN = 14

/** General knowledge: a mistyped address or an old link is refused a few times, never so often within an hour. */
const REFUSALS_TO_TELL = 20

/** From how many files with names in one list on the officer is told, where the country does not say. */
const NAMES_TO_TELL = 200

const MOST_READ = 1_000
const MOST_TOLD = 20

/** What is far from usual in how the platform is used, for the data-protection officer to ask about. A number points; it finds nothing. */
export async function unusualUse(context: OversightContext, principal: Principal): Promise<readonly Task[]> {
  if (!authorise(context, principal, 'oversight.read_use').ok) return []
  const since = Date.parse(context.clock.now()) - DAYS_SHOWN * 86_400_000
  // The officer's own right to the audit reads it: row-level security agrees.
  const entries = await inOwnScope(context, principal, (trx) =>
    readAudit(trx, { actions: ['use.slowed', 'file.refused', 'file.exported'], limit: MOST_READ }),
  )
  return entries
    .filter((entry) => Date.parse(entry.at) >= since && entry.actorId !== null)
    .flatMap((entry) => usedUnusually(entry, context.namesToTell ?? NAMES_TO_TELL))
    .slice(0, MOST_TOLD)
}

function usedUnusually(entry: RecordedEntry, namesToTell: number): readonly Task[] {
  const detail = entry.detail as Readonly<Record<string, unknown>>
  const told = (kind: (typeof UNUSUAL_KINDS)[number], times: number, what = ''): Task => ({
    kind,
    about: { kind: 'audit.entry', id: entry.id },
    to: null,
    // Who it was stands on the page that it leads to.
    details: { times, what },
    dueAt: null,
    since: entry.at,
    presses: 'today',
  })
  switch (entry.action) {
    case 'use.slowed':
      return [told('slowed', Number(detail['limit'] ?? 0), String(detail['kind'] ?? ''))]
    case 'file.refused':
      return entry.times < REFUSALS_TO_TELL ? [] : [told('refused', entry.times)]
    default: {
      const count = Number(detail['count'] ?? 0)
      const named = Array.isArray(detail['identifying']) && detail['identifying'].length > 0
      return named && count >= namesToTell ? [told('names_exported', count)] : []
    }
  }
}
