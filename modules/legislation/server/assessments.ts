import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import type * as contract from '../contract/assessments.ts'
import { isGap, obligationStatus, summarise, type FindingStatus } from '../domain/finding.ts'
import type { Language } from '../domain/languages.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import type { AssessedDay } from '../domain/in-force.ts'
import {
  answeredBy,
  changedSince,
  dayOf,
  type FindingRow,
  findingsOf,
  presentFinding,
  provisionsCited,
} from './findings.ts'
import { gapPlansOf, planOf } from './gap-plans.ts'
import { bindingOf } from './ratifications.ts'
import { packBook } from './own-packs.ts'
import { obligationsOf, type PackBook } from './packs.ts'
import { tables } from './tables.ts'
import { signedOff, toldIn } from './translations.ts'

const MOST = 200

interface Head {
  readonly id: string
  readonly title: string
  readonly packs: string[]
  readonly tier: 'core' | 'all'
  readonly kind: 'baseline' | 'review' | 'draft_bill'
  readonly as_of: string
  readonly of_country: string | null
  readonly opened_at: string
}

const COLUMNS = ['id', 'title', 'packs', 'tier', 'kind', 'as_of', 'of_country', 'opened_at'] as const

const present = (head: Head, found: ReadonlyMap<string, FindingStatus>, book: PackBook): contract.AssessmentEntry => {
  const summary = summarise(obligationsOf(head.packs, head.tier, book), found)
  return {
    id: head.id,
    title: head.title,
    packs: head.packs,
    tier: head.tier,
    kind: head.kind,
    asOf: asPlainDate(head.as_of),
    ofCountry: head.of_country,
    openedAt: head.opened_at,
    summary: { ...summary, gaps: [...summary.gaps] },
  }
}

const dayIn = ({ as_of: asOf, kind }: Pick<Head, 'as_of' | 'kind'>): AssessedDay => ({ asOf, kind })

/** What each of some assessments answers, on its own day. */
export async function answersOf(
  trx: Database,
  heads: readonly Pick<Head, 'id' | 'as_of' | 'kind'>[],
  findings: readonly FindingRow[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, FindingStatus>>> {
  const answers = new Map<string, ReadonlyMap<string, FindingStatus>>()
  const byAssessment = Map.groupBy(findings, (row) => row.assessment_id)
  for (const head of heads) {
    const mine = byAssessment.get(head.id) ?? []
    const citations = mine.flatMap((row) => row.citations)
    answers.set(head.id, answeredBy(mine, await provisionsCited(trx, citations, dayIn(head))))
  }
  return answers
}

/** The assessments of the asker's agency, the latest first. */
export async function listAssessments(
  { db }: LegislationContext,
  who: Principal,
): Promise<Result<{ items: contract.AssessmentEntry[]; mayEdit: boolean }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const items = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const heads = await tables(trx)
      .selectFrom('legislation.assessment')
      .select(COLUMNS)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST)
      .execute()
    const found = await findingsOf(
      trx,
      heads.map(({ id }) => id),
    )
    const book = await packBook(trx, who.agencyId)
    const answers = await answersOf(trx, heads, found)
    return heads.map((head) => present(head, answers.get(head.id) ?? new Map(), book))
  })
  return ok({ items, mayEdit: may(who, 'legislation.edit') })
}

/** Opens an assessment. Sent twice, it is opened once. */
export async function openAssessment(
  { db, clock }: LegislationContext,
  who: Principal,
  body: HandlerInput<typeof contract.openAssessment>['body'],
): Promise<Result<contract.AssessmentEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const packs = [...new Set(body.packs)]
  const { id, title, tier, kind, asOf } = body
  const ofCountry = body.ofCountry === who.country ? null : (body.ofCountry ?? null)
  return inScope<contract.AssessmentEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const book = await packBook(trx, who.agencyId)
    if (packs.some((pack) => !book.has(pack))) return err(failure('legislation.pack_unknown'))
    const added = await tables(trx)
      .insertInto('legislation.assessment')
      .values({
        id,
        country: who.country,
        agency_id: who.agencyId,
        title,
        packs,
        tier,
        kind,
        as_of: asOf,
        of_country: ofCountry,
        opened_by: who.userId,
        opened_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning(COLUMNS)
      .executeTakeFirst()
    if (added) {
      const object = { kind: 'legislation.assessment', id }
      await recordAudit(trx, { action: 'legislation.assessment_opened', object })
      return ok(present(added, new Map(), book))
    }
    const before = await headOf(trx, id)
    const same = before?.title === title && before.as_of === asOf && before.packs.join() === packs.join()
    if (!same) return err(failure('legislation.id_used'))
    const answers = await answersOf(trx, [before], await findingsOf(trx, [id]))
    return ok(present(before, answers.get(id) ?? new Map(), book))
  })
}

const headOf = (trx: Database, id: string) =>
  tables(trx).selectFrom('legislation.assessment').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/** An assessment whole: every obligation with its status, every element with its finding and the words it rests on. */
export async function readAssessment(
  { db, staffNames, clock }: LegislationContext,
  who: Principal,
  id: string,
  language: Language = 'en',
): Promise<Result<contract.AssessmentView, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const stored = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const head = await headOf(trx, id)
    if (!head) return undefined
    const findings = await findingsOf(trx, [id])
    const citations = findings.flatMap((row) => row.citations)
    const cited = await provisionsCited(trx, citations, dayIn(head))
    return {
      head,
      changed: await changedSince(trx, findings, cited, dayOf(clock.now())),
      findings,
      book: await packBook(trx, who.agencyId),
      signed: await signedOff(trx, language),
      plans: await gapPlansOf(trx, id),
      treaties: await bindingOf(trx, head.packs, head.as_of),
      cited,
    }
  })
  if (!stored) return unknown
  const { head, findings, cited, changed, plans, treaties, book, signed } = stored
  const names = await staffNames([...new Set(findings.map(({ author }) => author))])
  const found = answeredBy(findings, cited)
  const byElement = new Map(findings.map((row) => [row.element, row]))
  return ok({
    ...present(head, found, book),
    changedSince: changed,
    treaties,
    obligations: obligationsOf(head.packs, head.tier, book).map((obligation) => {
      const status = obligationStatus(obligation, found)
      const { elements, verification, instrument: _, ...rest } = obligation
      const told = toldIn(obligation, language, signed)
      return {
        ...rest,
        text: told.text,
        original: obligation.text,
        translation: told.translation,
        verification: verification.status,
        status,
        gap: isGap(obligation, status),
        plan: planOf(plans.get(obligation.id)),
        elements: elements.map((element, at) => {
          const row = byElement.get(element.id)
          return {
            id: element.id,
            text: told.elements[at] ?? element.text,
            original: element.text,
            binding: element.binding ?? obligation.binding,
            finding: row ? presentFinding(row, names, cited) : null,
          }
        }),
      }
    }),
    mayEdit: may(who, 'legislation.edit'),
    mayReview: may(who, 'legislation.review'),
    userId: who.userId,
  })
}
