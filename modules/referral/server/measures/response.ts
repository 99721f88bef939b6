import { join } from 'node:path'
import { dayOf } from '@gloact/calendar'
import { labelOf, offeredCodes, serviceType } from '@gloact/codes'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate } from '@gloact/kernel'
import { sentencesIn } from '@gloact/messages/server'
import type { MissingData, ResponseFigures, ResponseNeed, ResponsePart } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { CountryView } from '../../contract/measures.ts'
import { standingOf } from '../../domain/directory-entry.ts'
import { ENDINGS } from '../../domain/measures.ts'
import { programmeFigures } from './programme-figures.ts'
import { may, type ReferralContext } from '../referral-context.ts'
import { toldQuarters } from './told-quarters.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', '..', 'locales'))

/** From this share on that no service met, or that was declined, a service is lacking. */
const LACKING = 0.2

/** What the directory and the referrals of the whole country tell: the figures of a quarter as everyone may be told them. */
export function responseOf(context: ReferralContext): ResponseFigures<Principal> {
  const { codeLists, map } = context
  const locations = codeLists['location']
  const told = toldQuarters(context)
  const figures = async () => (await told(1))[0]!.figures
  return {
    ...programmeFigures(context, told),
    async parts(language) {
      const found = await figures()
      if (found.sent === 0) return []
      const t = (id: string) => sentence(language, `referral.${id}`)
      const endings = ENDINGS.filter(
        (ending) => ending === 'delivered' || ending === 'declined' || ending === 'under_way',
      )
      const shared = {
        rule: `${found.quarter}. ${t('response.rule')}`,
        columns: [t('figures.sent'), ...endings.map((ending) => t(`figures.ending.${ending}`))],
        to: (who: Principal) => (may(who, 'referral.measure_country') ? '/referral/figures/country' : null),
      }
      const counts = (row: Pick<CountryView, 'sent' | 'endings'>) => [
        row.sent,
        ...endings.map((ending) => row.endings[ending]),
      ]
      const outlined = new Set(map.map(({ area }) => area))
      const parts: ResponsePart<Principal>[] = [
        {
          ...shared,
          kind: 'referrals',
          title: t('response.referrals'),
          of: t('need'),
          rows: [
            { id: 'all', label: t('figures.all_needs'), counts: counts(found) },
            ...found.needs.map((row) => ({
              id: row.need,
              label: labelOf(serviceType, row.need, language),
              counts: counts(row),
            })),
          ],
        },
        {
          ...shared,
          kind: 'areas',
          title: t('response.areas'),
          of: t('area'),
          rows: found.areas.map((row) => ({
            id: row.area,
            label: locations ? labelOf(locations, row.area, language) : row.area,
            counts: counts(row),
          })),
          ...(found.areas.some(({ area }) => outlined.has(area)) && {
            outlines: map.map(({ area, points }) => ({ id: area, points })),
          }),
        },
      ]
      const { acknowledgedInTime: inTime, unmet } = found
      const lines = [
        { id: 'in_time', label: t('figures.acknowledged_in_time'), counts: [inTime.count, inTime.of] },
        { id: 'unmet', label: t('figures.unmet'), counts: [unmet.count, unmet.of] },
      ]
      return [
        ...parts,
        {
          ...shared,
          kind: 'clocks',
          title: t('response.clocks'),
          of: t('response.measure'),
          columns: [t('response.count'), t('response.out_of')],
          rows: lines,
        },
      ]
    },
    missing: (language) => unconfirmed(context, sentence(language, 'referral.response.unconfirmed')),
    async needs() {
      const found = await figures()
      const lacking = new Set(
        found.needs
          .filter(({ sent, endings }) => {
            const declined = (endings.declined ?? 0) + (endings.expired ?? 0)
            return sent !== null && sent > 0 && declined / sent >= LACKING
          })
          .map(({ need }) => need),
      )
      return offeredCodes(serviceType).map(({ code, label }): ResponseNeed => ({
        list: 'services',
        code,
        label: { ...label },
        lacking: lacking.has(code),
      }))
    },
  }
}

/** Entries of the directory that their agency has not confirmed for too long. */
async function unconfirmed(context: ReferralContext, what: string): Promise<readonly MissingData[]> {
  const today = dayOf(context.clock.now(), context.calendar)
  const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql<{ agency_id: string; confirmed_on: string; confidential: boolean; count: number }>`
      select service.agency_id, service.confirmed_on, site.confidential, count(*)::int as count
      from referral.service join referral.site on site.id = service.site_id
      where service.country = ${context.country} and service.valid_until >= ${today} group by 1, 2, 3`.execute(trx),
  )
  const late = rows.filter(({ confirmed_on: on, confidential }) => {
    const rule = context.directoryRules.confirmation
    return standingOf({ confirmedOn: asPlainDate(on), confidential }, rule, today) !== 'confirmed'
  })
  return [...Map.groupBy(late, (row) => row.agency_id)].map(([agencyId, own]) => ({
    what,
    agencyId,
    count: own.reduce((sum, { count }) => sum + count, 0),
  }))
}
