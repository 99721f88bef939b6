import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import type * as contract from '../contract/assessments.ts'
import { isGap, obligationStatus, summarise, type FindingStatus } from '../domain/finding.ts'
import { VERIFICATIONS } from '../domain/obligation.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { dayOf, type FindingRow, findingsOf, presentFinding, provisionsCited } from './findings.ts'
import { gapPlansOf, planOf } from './gap-plans.ts'
import { bindingOf } from './ratifications.ts'
import { obligationsOf, PACKS } from './packs.ts'
import { tables } from './tables.ts'

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

/** The packs of obligations, and how far each was held against its treaty. */
export function listPacks(
  _: LegislationContext,
  who: Principal,
): Promise<Result<{ items: ReturnType<typeof packEntries> }, Failure>> {
  return Promise.resolve(may(who, 'legislation.read') ? ok({ items: packEntries() }) : notAllowed)
}

const packEntries = () =>
  [...PACKS].map(([id, { instrument, title, items }]) => ({
    id,
    instrument,
    title,
    obligations: items.length,
    core: items.filter(({ tier }) => tier === 'core').length,
    verified: Object.fromEntries(
      VERIFICATIONS.map((status) => [
        status,
        items.filter(({ verification }) => verification.status === status).length,
      ]),
    ) as Record<(typeof VERIFICATIONS)[number], number>,
  }))

const present = (head: Head, found: ReadonlyMap<string, FindingStatus>): contract.AssessmentEntry => {
  const { counts, mandatoryMet, mandatory, gaps } = summarise(obligationsOf(head.packs, head.tier), found)
  return {
    id: head.id,
    title: head.title,
    packs: head.packs,
    tier: head.tier,
    kind: head.kind,
    asOf: asPlainDate(head.as_of),
    ofCountry: head.of_country,
    openedAt: head.opened_at,
    summary: { counts, mandatoryMet, mandatory, gaps: [...gaps] },
  }
}

const statuses = (findings: readonly FindingRow[]): ReadonlyMap<string, FindingStatus> =>
  new Map(findings.map(({ element, status }) => [element, status]))

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
      .limit(MOST)
      .execute()
    const found = await findingsOf(
      trx,
      heads.map(({ id }) => id),
    )
    return heads.map((head) => present(head, statuses(found.filter((row) => row.assessment_id === head.id))))
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
  if (packs.some((pack) => !PACKS.has(pack))) return err(failure('legislation.pack_unknown'))
  const { id, title, tier, kind, asOf } = body
  const ofCountry = body.ofCountry === who.country ? null : (body.ofCountry ?? null)
  return inScope<contract.AssessmentEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
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
      return ok(present(added, new Map()))
    }
    const before = await headOf(trx, id)
    const same = before?.title === title && before.as_of === asOf && before.packs.join() === packs.join()
    return same ? ok(present(before, statuses(await findingsOf(trx, [id])))) : err(failure('legislation.id_used'))
  })
}

const headOf = (trx: Database, id: string) =>
  tables(trx).selectFrom('legislation.assessment').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/** An assessment whole: every obligation with its status, every element with its finding and the words it rests on. */
export async function readAssessment(
  { db, staffNames, clock }: LegislationContext,
  who: Principal,
  id: string,
): Promise<Result<contract.AssessmentView, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const stored = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const head = await headOf(trx, id)
    if (!head) return undefined
    const findings = await findingsOf(trx, [id])
    return {
      head,
      findings,
      plans: await gapPlansOf(trx, id),
      treaties: await bindingOf(trx, head.packs, head.as_of),
      cited: await provisionsCited(
        trx,
        findings.flatMap(({ citations }) => citations),
        dayOf(clock.now()),
      ),
    }
  })
  if (!stored) return unknown
  const { head, findings, cited, plans, treaties } = stored
  const names = await staffNames([...new Set(findings.map(({ author }) => author))])
  const found = statuses(findings)
  const byElement = new Map(findings.map((row) => [row.element, row]))
  return ok({
    ...present(head, found),
    treaties,
    obligations: obligationsOf(head.packs, head.tier).map((obligation) => {
      const status = obligationStatus(obligation, found)
      const { elements, verification, instrument: _, ...told } = obligation
      return {
        ...told,
        verification: verification.status,
        status,
        gap: isGap(obligation, status),
        plan: planOf(plans.get(obligation.id)),
        elements: elements.map((element) => {
          const row = byElement.get(element.id)
          return {
            id: element.id,
            text: element.text,
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
