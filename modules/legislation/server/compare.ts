import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import type * as contract from '../contract/assessments.ts'
import { obligationStatus } from '../domain/finding.ts'
import type { Language } from '../domain/languages.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { answeredBy, findingsOf, presentFinding, provisionsCited } from './findings.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf } from './packs.ts'
import { tables } from './tables.ts'
import { signedOff, toldIn } from './translations.ts'

const MOST = 40

/** How every assessment of the library answers one obligation, with the words that each rests on: across countries and years. */
export async function compareObligation(
  { db }: LegislationContext,
  who: Principal,
  obligationId: string,
  language: Language = 'en',
): Promise<Result<contract.Comparison, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const stored = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const book = await packBook(trx, who.agencyId)
    const obligation = obligationsOf([...book.keys()], 'all', book).find(({ id }) => id === obligationId)
    if (!obligation) return undefined
    const found = await tables(trx)
      .selectFrom('legislation.assessment')
      .select(['id', 'title', 'as_of', 'of_country', 'packs', 'tier', 'kind'])
      .orderBy('as_of', 'desc')
      .limit(200)
      .execute()
    const having = found
      .filter(({ packs, tier }) => packs.includes(obligation.pack) && (tier === 'all' || obligation.tier === 'core'))
      .slice(0, MOST)
    const rows = await findingsOf(
      trx,
      having.map(({ id }) => id),
    )
    const elements = new Set(obligation.elements.map(({ id }) => id))
    const answers = rows.filter(({ element }) => elements.has(element))
    const cited = new Map<string, Awaited<ReturnType<typeof provisionsCited>>>()
    for (const { id, as_of: asOf, kind } of having) {
      const citations = answers.filter((row) => row.assessment_id === id).flatMap((row) => row.citations)
      cited.set(id, await provisionsCited(trx, citations, { asOf, kind }))
    }
    const told = toldIn(obligation, language, await signedOff(trx, language))
    return { heads: having, findings: answers, cited, obligation, told }
  })
  if (!stored) return unknown
  const { heads, findings, cited, obligation, told } = stored
  return ok({
    text: told.text,
    article: [obligation.article, obligation.paragraph].filter(Boolean).join(' · '),
    items: heads.map((head) => {
      const mine = findings.filter(({ assessment_id: of }) => of === head.id)
      const on = cited.get(head.id) ?? new Map()
      const status = obligationStatus(obligation, answeredBy(mine, on))
      return {
        assessmentId: head.id,
        title: head.title,
        asOf: asPlainDate(head.as_of),
        ofCountry: head.of_country,
        status,
        answers: obligation.elements.flatMap(({ id, text }, at) => {
          const row = mine.find(({ element }) => element === id)
          if (!row) return []
          const { status: answer, reasoning, citations } = presentFinding(row, new Map(), on)
          return [{ text: told.elements[at] ?? text, status: answer, reasoning, citations }]
        }),
      }
    }),
  })
}
