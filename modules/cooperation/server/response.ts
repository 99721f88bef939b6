import { join } from 'node:path'
import { toldTable } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asPlainDate } from '@gloact/kernel'
import { sentencesIn } from '@gloact/messages/server'
import type { ResponseFigures } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { assistance } from '../domain/request-kind.ts'
import { may, todayIn, type CooperationContext } from './context.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', 'locales'))

/** How long requests have been open, in days; the last is everything longer. */
const AGES = { month: 30, quarter: 90, half_year: 180, longer: null } as const
type Age = keyof typeof AGES
const AGE_NAMES = Object.keys(AGES) as readonly Age[]
/** Whose turn it is: the country’s that asked, or that is asked. */
const TURNS = ['requesting', 'requested'] as const

/**
 * Requests that were open with other countries at the end of the last month, by age. As of a day that is over, so that no two readings differ
 * by one request; and each concerns people, so that small numbers are withheld.
 */
export function responseOf(context: CooperationContext): ResponseFigures<Principal> {
  return {
    async parts(language) {
      const t = (id: string) => sentence(language, `cooperation.response.${id}`)
      const asOf = asPlainDate(`${todayIn(context).slice(0, 7)}-01`)
      const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
        sql<{ turn: string; age: Age; count: number }>`
          select case turn when 'requesting' then 'requesting' else 'requested' end as turn,
            case ${sql.join(
              AGE_NAMES.flatMap((age) => {
                const days = AGES[age]
                return days === null ? [] : [sql`when opened_at >= ${addDays(asOf, -days)}::date then ${age}`]
              }),
              sql` `,
            )} else 'longer' end as age, count(*)::int as count
          from cooperation.request where country = ${context.country} and kind = ${assistance.kind} and erased_at is null
            and opened_at < ${asOf}::date
            and (ended_at is null or ended_at >= ${asOf}::date) and state not in ('draft', 'in_review')
          group by 1, 2`.execute(trx),
      )
      if (rows.length === 0) return []
      const told = await toldTable(
        context.smallCounts,
        AGE_NAMES,
        TURNS,
        (age, turn) => rows.find((row) => row.age === age && row.turn === turn)?.count ?? 0,
      )
      const counts = (age: Age | null) => [...TURNS, null].map((turn) => told(age, turn))
      return [
        {
          kind: 'open_requests',
          title: t('title'),
          rule: `${asOf}. ${t('rule')}`,
          of: t('age'),
          columns: [...TURNS.map((turn) => t(turn)), t('all')],
          rows: [
            { id: 'all', label: t('all'), counts: counts(null) },
            ...AGE_NAMES.map((age) => ({ id: age, label: t(`age.${age}`), counts: counts(age) })),
          ],
          to: (who: Principal) => (may(who, 'cooperation.read') ? '/cooperation' : null),
        },
      ]
    },
  }
}
