import { join } from 'node:path'
import type { Principal } from '@gloact/identity/contract/principal'
import { sentencesIn } from '@gloact/messages/server'
import type { ResponseFigures, ResponseNeed } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { isGap, obligationStatus, type FindingStatus, type ObligationStatus } from '../domain/finding.ts'
import { type LegislationContext, may } from './context.ts'
import { obligationsOf, PACKS, type PackedObligation } from './packs.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', 'locales'))

const STATUSES = ['met', 'partial', 'not_met', 'other_law', 'open'] as const

interface Standing {
  readonly obligation: PackedObligation & { readonly pack: string }
  readonly status: ObligationStatus
}

interface Stood {
  readonly assessmentId: string
  readonly agencyId: string
  readonly pack: string
  readonly obligations: readonly Standing[]
}

/** How the country's law in force stands, treaty by treaty: by the last assessment that covers it, and by what a second person has looked at. */
async function standingOf({ db, country }: LegislationContext): Promise<readonly Stood[]> {
  const { heads, findings } = await readInScope(db, systemScope(country), async (trx) => {
    const found = await sql<{ id: string; agency_id: string; packs: string[]; tier: 'core' | 'all' }>`
      select id, agency_id, packs, tier from legislation.assessment
      where country = ${country} and kind <> 'draft_bill' and of_country is null order by opened_at desc limit 100`.execute(
      trx,
    )
    const answered = await sql<{ assessment_id: string; element: string; status: FindingStatus }>`
      select assessment_id, element, status from legislation.finding
      where assessment_id = any (${found.rows.map(({ id }) => id)}::uuid[]) and state <> 'draft'`.execute(trx)
    return { heads: found.rows, findings: Map.groupBy(answered.rows, (row) => row.assessment_id) }
  })
  return [...PACKS.keys()].flatMap((pack): Stood[] => {
    const head = heads.find(({ packs }) => packs.includes(pack))
    if (!head) return []
    const statuses = new Map((findings.get(head.id) ?? []).map(({ element, status }) => [element, status]))
    return [
      {
        assessmentId: head.id,
        agencyId: head.agency_id,
        pack,
        obligations: obligationsOf([pack], head.tier).map((obligation) => ({
          obligation,
          status: obligationStatus(obligation, statuses),
        })),
      },
    ]
  })
}

/** Of law and of nobody: nothing here is about a person. */
export function responseOf(context: LegislationContext): ResponseFigures<Principal> {
  return {
    async parts(language) {
      const t = (id: string) => sentence(language, `legislation.${id}`)
      const stood = await standingOf(context)
      if (stood.length === 0) return []
      const counted = (obligations: readonly Standing[]) =>
        STATUSES.map((wanted) => obligations.filter(({ status }) => status === wanted).length)
      const single = stood.length === 1 ? stood[0] : undefined
      return [
        {
          kind: 'obligations',
          title: t('response.obligations'),
          rule: t('response.rule'),
          of: t('response.treaty'),
          columns: STATUSES.map((status) => t(`status.${status}`)),
          rows: [
            {
              id: 'all',
              label: t('response.all'),
              counts: counted(stood.flatMap(({ obligations }) => obligations)),
            },
            ...stood.map(({ pack, obligations }) => ({
              id: pack,
              label: PACKS.get(pack)?.title ?? pack,
              counts: counted(obligations),
            })),
          ],
          to: (who) => {
            if (!may(who, 'legislation.read')) return null
            return single?.agencyId === who.agencyId
              ? `/legislation/assessments/${single.assessmentId}`
              : '/legislation'
          },
        },
      ]
    },
    async needs() {
      const stood = await standingOf(context)
      const lacking = new Set(
        stood.flatMap(({ obligations }) =>
          obligations.flatMap(({ obligation, status }) => (isGap(obligation, status) ? [obligation.id] : [])),
        ),
      )
      return [...PACKS.values()].flatMap(({ instrument, items }) =>
        items.map(({ id, article, paragraph, text }): ResponseNeed => ({
          list: 'obligations',
          code: id,
          label: { en: `${instrument} ${article}${paragraph && `(${paragraph})`}: ${text}`.slice(0, 200) },
          lacking: lacking.has(id),
        })),
      )
    },
  }
}
