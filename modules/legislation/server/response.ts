import { join } from 'node:path'
import type { Principal } from '@gloact/identity/contract/principal'
import { sentencesIn } from '@gloact/messages/server'
import type { ResponseFigures, ResponseNeed } from '@gloact/module'
import { readInScope, systemScope } from '@gloact/postgres'
import { answersOf } from './assessments.ts'
import { dayOf, findingsOf } from './findings.ts'
import { isGap, obligationStatus, type ObligationStatus } from '../domain/finding.ts'
import { type LegislationContext, may } from './context.ts'
import { obligationsOf, PACKS, type PackedObligation } from './packs.ts'
import { tables } from './tables.ts'

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

/**
 * How the country's law in force stands, treaty by treaty: by the assessment of the latest day up to today that covers it, and by what a
 * second person has looked at. A finding that cites what is no law yet on that day answers nothing.
 */
async function standingOf({ db, clock, country }: LegislationContext): Promise<readonly Stood[]> {
  const { heads, answers } = await readInScope(db, systemScope(country), async (trx) => {
    const found = await tables(trx)
      .selectFrom('legislation.assessment')
      .select(['id', 'agency_id', 'packs', 'tier', 'as_of', 'kind'])
      .where('country', '=', country)
      .where('kind', '<>', 'draft_bill')
      .where('of_country', 'is', null)
      .where('as_of', '<=', dayOf(clock.now()))
      .orderBy('as_of', 'desc')
      .orderBy('opened_at', 'desc')
      .limit(100)
      .execute()
    const latest = new Set([...PACKS.keys()].map((pack) => found.find(({ packs }) => packs.includes(pack))?.id))
    const counted = found.filter(({ id }) => latest.has(id))
    const looked = (
      await findingsOf(
        trx,
        counted.map(({ id }) => id),
      )
    ).filter(({ state }) => state !== 'draft')
    return { heads: counted, answers: await answersOf(trx, counted, looked) }
  })
  return [...PACKS.keys()].flatMap((pack): Stood[] => {
    const head = heads.find(({ packs }) => packs.includes(pack))
    if (!head) return []
    const statuses = answers.get(head.id) ?? new Map()
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
