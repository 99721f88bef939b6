import { wordsIn, type FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { rowById } from '@gloact/registers/server'
import { sql } from 'kysely'
import { plans } from '../contract/registers.ts'
import { may, scopeOf, sentence, todayIn, type StrategyContext } from './context.ts'

const SECTIONS = ['late', 'blocked', 'claimed', 'decisions', 'comments', 'recommendations'] as const

interface Row {
  readonly section: (typeof SECTIONS)[number]
  readonly code: string
  readonly title: FormAnswers[string]
  readonly day: string
}

/** A draft of an agenda, for its writer to shorten: what is late and what waits to be decided, in the language of the screen. */
export async function draftAgenda(
  context: StrategyContext,
  who: Principal,
  planId: string,
  language: string,
): Promise<Result<{ agenda: string }, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const today = todayIn(context)
  const rows = await readInScope(context.db, scopeOf(who), async (trx) => {
    if (!(await rowById(trx, plans, planId))) return undefined
    const { rows: found } = await sql<Row>`
      with action as (select * from strategy.action where archived_at is null and k_plan = ${planId})
      select 'late' as section, upper(k_code) as code, answers -> 'title' as title, k_due_on as day from action
        where k_state in ('planned', 'in_progress', 'delayed') and k_due_on > '' and k_due_on < ${today}
      union all select 'blocked', upper(k_code), answers -> 'title', k_due_on from action where k_state = 'blocked'
      union all select 'claimed', upper(k_code), answers -> 'title', k_due_on from action where k_state = 'claimed'
      union all select 'decisions', '', decision.answers -> 'title', decision.k_due_on from strategy.decision
        join strategy.meeting on meeting.id::text = decision.k_meeting and meeting.k_plan = ${planId}
        where decision.archived_at is null and decision.k_state = 'open' and decision.k_due_on < ${today}
      union all select 'comments', '', answers -> 'title', k_received_on from strategy.comment
        where archived_at is null and k_plan = ${planId} and k_outcome = 'open'
      union all select 'recommendations', upper(k_code), answers -> 'title', '' from strategy.recommendation
        where archived_at is null and k_actions = '{}'
      order by section, day, code limit 300`.execute(trx)
    return found
  })
  if (!rows) return err(failure('strategy.unknown'))
  const line = ({ code, title, day }: Row) => {
    const value = title && 'value' in title ? title.value : ''
    const words =
      typeof value === 'string' ? value : wordsIn({ en: '', ...(value as Record<string, string>) }, language)
    return `– ${[code, words].filter(Boolean).join(' ')}${day === '' ? '' : ` (${day})`}`
  }
  const parts = SECTIONS.flatMap((section): string[] => {
    const own = rows.filter((row) => row.section === section)
    if (own.length === 0) return []
    return [`${sentence(language, `strategy.agenda.${section}`)}\n${own.map(line).join('\n')}`]
  })
  return ok({
    agenda: parts
      .map((part, at) => `${at + 1}. ${part}`)
      .join('\n\n')
      .slice(0, 10_000),
  })
}
