import { join } from 'node:path'
import { roundedCount, roundedSum } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { sentencesIn } from '@gloact/messages/server'
import type { ResponseFigures } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { may, type ReferralContext } from '../referral-context.ts'
import type { ServiceCounts, ToldQuarter } from './told-quarters.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', '..', 'locales'))

/** A year, as far as it may be told. */
export const QUARTERS = 4

const COLUMNS = [
  'sent',
  'accepted',
  'delivered',
  'endedEarly',
  'unavailable',
] as const satisfies readonly (keyof ServiceCounts)[]

type Told = (most: number) => Promise<readonly ToldQuarter[]>

/** Where the procedure of referral was followed, and what came to the services of an assistance programme. */
export function programmeFigures(
  context: ReferralContext,
  told: Told,
): Required<Pick<ResponseFigures<Principal>, 'followed' | 'assistance'>> {
  const to = (who: Principal) => (may(who, 'referral.measure_country') ? '/referral/figures/country' : null)
  return {
    async followed(use, language) {
      if (use !== 'referral') return null
      const t = (id: string) => sentence(language, `referral.${id}`)
      return {
        what: t('response.followed'),
        rule: t('response.rule'),
        quarters: (await told(QUARTERS)).map(({ quarter: { id, from, to: until }, figures: { sent } }) => ({
          id,
          from,
          to: until,
          count: sent,
        })),
        to,
      }
    },
    async assistance({ agencies, services }, language) {
      const t = (id: string) => sentence(language, `referral.${id}`)
      const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
        sql<{ id: string }>`
          select id from referral.service where country = ${context.country}
            and agency_id = any (${[...agencies]}::uuid[]) and type = any (${[...services]}::text[])`.execute(trx),
      )
      if (rows.length === 0) return null
      const own = new Set(rows.map(({ id }) => id))
      const { smallCounts: rule } = context
      const counted = (await told(QUARTERS)).toReversed().map(({ quarter, services: all }) => {
        const mine = [...all].filter(([id]) => own.has(id))
        return {
          id: quarter.id,
          label: quarter.id,
          sums: COLUMNS.map((column) => mine.reduce((sum, [, counts]) => sum + counts[column], 0)),
        }
      })
      const year = {
        id: 'all',
        label: t('response.year'),
        counts: COLUMNS.map((_, at) =>
          roundedSum(
            counted.map(({ sums }) => sums[at]!),
            rule,
          ),
        ),
      }
      const quarters = counted.map(({ sums, ...row }) => ({
        ...row,
        counts: sums.map((count) => roundedCount(count, rule)),
      }))
      return {
        kind: 'assistance',
        title: t('response.assistance'),
        rule: t('response.assistance_rule').replace('{threshold}', String(rule.threshold)),
        of: t('response.quarter'),
        columns: COLUMNS.map((column) => t(`response.assistance.${column}`)),
        rows: [year, ...quarters],
        to,
      }
    },
  }
}
