import { quartersTold, type Quarter } from '@gloact/calendar'
import { roundedCount, type DisclosureRule } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Clock } from '@gloact/kernel'
import { keptFor, type ResponseFigures } from '@gloact/module'
import { readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { protectionSentence } from '../file/sentences.ts'

/** A quarter is told when what was decided late in it has been entered. */
export const TOLD_AFTER_DAYS = 60
/** A year, as far as it may be told. */
const QUARTERS = 4
/** They are the same on every day; but for an erasure, which an hour later is in them. */
const KEPT_MS = 60 * 60_000

const RESULTS = ['began', 'provided', 'ended_early'] as const

interface Context {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly smallCounts: DisclosureRule
}

interface ServiceCount {
  readonly agency: string
  readonly type: string
  readonly began: number
  readonly provided: number
  readonly ended_early: number
}

async function decisionsIn(trx: ScopedTransaction, country: string, { from, to }: Quarter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from protection.file_action as action
    join protection.case_file as file on file.id = action.file_id
    where action.type = 'decision_recorded' and action.happened_at >= ${from}::date and action.happened_at < ${to}::date
      and file.country = ${country} and file.status <> 'import_undone' and file.erased_at is null`.execute(trx)
  return rows[0]?.count ?? 0
}

/** People, not services: who got a service of the kind twice in a quarter is one. */
async function servicesIn(trx: ScopedTransaction, country: string, { from, to }: Quarter) {
  const { rows } = await sql<ServiceCount>`
    select provider_agency_id::text as agency, type,
      count(distinct file_id) filter (where started_on >= ${from} and started_on < ${to})::int as began,
      count(distinct file_id) filter (where result = 'provided' and result_on >= ${from} and result_on < ${to})::int as provided,
      count(distinct file_id) filter (where result = 'ended_early' and result_on >= ${from} and result_on < ${to})::int as ended_early
    from protection.service as given
    join protection.case_file as file on file.id = given.file_id
    where file.country = ${country} and file.status <> 'import_undone' and file.erased_at is null and provider_agency_id is not null
      and result is distinct from 'recorded_by_mistake'
      and ((started_on >= ${from} and started_on < ${to}) or (result_on >= ${from} and result_on < ${to}))
    group by 1, 2`.execute(trx)
  return rows
}

/** Where the procedure of decisions was followed, and the services of an assistance programme as the files record them. */
export function programmeFigures({
  db,
  clock,
  country,
  timeZone,
  smallCounts,
}: Context): Required<Pick<ResponseFigures<Principal>, 'followed' | 'assistance'>> {
  const decisions = keptFor<number>(clock, KEPT_MS)
  const services = keptFor<readonly ServiceCount[]>(clock, KEPT_MS)
  const told = () => quartersTold(clock.today(timeZone), TOLD_AFTER_DAYS, QUARTERS)
  const asSystem = <Value>(read: (trx: ScopedTransaction) => Promise<Value>) =>
    readInScope(db, systemScope(country), read)
  const nowhere = () => null
  return {
    async followed(use, language) {
      if (use !== 'determination') return null
      const t = (id: string) => protectionSentence(language, `protection.response.${id}`)
      const quarters = []
      for (const quarter of told()) {
        const count = await decisions(quarter.id, () => asSystem((trx) => decisionsIn(trx, country, quarter)))
        quarters.push({
          id: quarter.id,
          from: quarter.from,
          to: quarter.to,
          count: roundedCount(count, smallCounts),
        })
      }
      return { what: t('decisions'), rule: rounded(t('decisions_rule'), smallCounts), quarters, to: nowhere }
    },
    async assistance({ agencies, services: types }, language) {
      const t = (id: string) => protectionSentence(language, `protection.response.${id}`)
      const rows = []
      for (const quarter of told().toReversed()) {
        const all = await services(quarter.id, () => asSystem((trx) => servicesIn(trx, country, quarter)))
        const own = all.filter(({ agency, type }) => agencies.includes(agency) && types.includes(type))
        const sums = RESULTS.map((result) => own.reduce((sum, counted) => sum + counted[result], 0))
        rows.push({
          id: quarter.id,
          label: quarter.id,
          counts: sums.map((count) => roundedCount(count, smallCounts)),
          some: own.length > 0,
        })
      }
      if (!rows.some(({ some }) => some)) return null
      return {
        kind: 'assistance',
        title: t('assistance'),
        rule: rounded(t('assistance_rule'), smallCounts),
        of: t('quarter'),
        columns: RESULTS.map((result) => t(`assistance.${result}`)),
        rows: rows.map(({ id, label, counts }) => ({ id, label, counts })),
        to: nowhere,
      }
    },
  }
}

const rounded = (rule: string, { threshold }: DisclosureRule): string => rule.replace('{threshold}', String(threshold))
