import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Principal } from '@gloact/identity/contract/principal'
import { recordAudit } from '@gloact/audit'
import { asPlainDate, ok, type Failure, type Result } from '@gloact/kernel'
import { readLaw } from '@gloact/law'
import { readInstructions } from '@gloact/law/amend'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { type FindingState, stateAfter } from '../../domain/finding.ts'
import { LEGISLATION_ROLES } from '../../domain/roles.ts'
import { amendLaw } from '../amendments.ts'
import { openAssessment } from '../assessments.ts'
import type { LegislationContext } from '../context.ts'
import { LEGISLATION_DEMO_STAFF } from '../demo-staff.ts'
import { addLaw } from '../laws.ts'
import { saveGapPlan } from '../gap-plans.ts'
import { PACKS } from '../packs.ts'
import { recordRatification } from '../ratifications.ts'
import { tables } from '../tables.ts'
import { loadDemoDraft } from './load-demo-draft.ts'
import { DEMO_FINDINGS } from './demo-findings.ts'

/** The same id at every start. */
function idOf(word: string): string {
  const hex = createHash('sha256').update(`gloact legislation ${word}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const text = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.md`), 'utf8')

const done = <Value>(result: Result<Value, Failure>): Value => {
  if (!result.ok) throw new Error(`the demonstration's laws cannot be loaded: ${result.error.code}`)
  return result.value
}

/**
 * An invented act with gaps, its amendment, the act as amended, and an assessment that is half done: in the names of the invented
 * officer and reviewer. Loaded once; the outcome stays as it is.
 */
export async function loadDemoLaws(context: LegislationContext): Promise<void> {
  const staffed = { id: 'legislation', roles: LEGISLATION_ROLES, demoStaff: LEGISLATION_DEMO_STAFF }
  const officer = context.demoPrincipal('legal_officer', staffed)
  const reviewer = context.demoPrincipal('legal_reviewer', staffed)
  const validator = context.demoPrincipal('legal_reviewer', staffed, 'second-legal-reviewer')
  const assessmentId = idOf('assessment')
  const there = await readInScope(context.db, systemScope(officer.country), (trx) =>
    tables(trx).selectFrom('legislation.finding').select('element').where('assessment_id', '=', assessmentId).execute(),
  )
  const [act, amended] = [idOf('act'), idOf('act as amended')]
  if (there.length === 0) {
    await loadLaws(context, officer, { act, amended })
    const today = context.clock.now().slice(0, 10)
    done(
      await openAssessment(context, officer, {
        id: assessmentId,
        title: 'Trafficking Protocol, core',
        packs: ['tip-protocol-2000'],
        tier: 'core',
        kind: 'baseline',
        asOf: asPlainDate(today),
      }),
    )
  }
  if (there.length > 0) return
  await loadFindings(context, { officer, reviewer, validator }, assessmentId, { act, amended })
  await loadPlans(context, officer, assessmentId)
  const commenter = context.demoPrincipal('legal_commenter', staffed)
  await loadDemoDraft(context, { idOf, officer, reviewer, commenter, beforeId: amended, assessmentId })
}

/** What the invented country ratified, and the plan to close one of its gaps. */
async function loadPlans(context: LegislationContext, officer: Principal, assessmentId: string): Promise<void> {
  const ratified = [
    { pack: 'tip-protocol-2000', madeOn: '2009-06-15', bindingFrom: '2009-07-15', reservations: 'Article 15(2)' },
    { pack: 'untoc-2000', madeOn: '2009-06-15', bindingFrom: '2009-07-15', reservations: '' },
  ]
  for (const { pack, madeOn, bindingFrom, reservations } of ratified) {
    const dates = { madeOn: asPlainDate(madeOn), bindingFrom: asPlainDate(bindingFrom) }
    const entry = { id: idOf(`ratified ${pack}`), step: 'ratified' as const, ...dates, reservations, declarations: '' }
    done(await recordRatification(context, officer, pack, entry))
  }
  const place = { assessmentId, obligationId: 'tip-6-2a' }
  const plan = {
    id: idOf('plan'),
    priority: 'high' as const,
    assistance: 'drafting' as const,
    helper: 'A regional office of the United Nations',
    recommendation: 'Give victims information on proceedings in a language that they understand.',
    owner: 'Drafting unit, Ministry of Justice',
    dueOn: null,
  }
  done(await saveGapPlan(context, officer, place, plan, undefined))
}

/** The findings in one transaction, as answering and reviewing them one by one would have left them. */
async function loadFindings(
  context: LegislationContext,
  { officer, reviewer, validator }: Readonly<Record<'officer' | 'reviewer' | 'validator', Principal>>,
  assessmentId: string,
  texts: { readonly act: string; readonly amended: string },
): Promise<void> {
  const at = context.clock.now()
  const rows = DEMO_FINDINGS.flatMap(({ obligation, status, eIds, reasoning, reviews, before }) => {
    const elements = PACKS.get('tip-protocol-2000')?.items.find(({ id }) => id === obligation)?.elements ?? []
    const citations = JSON.stringify(eIds.map((eId) => ({ expressionId: before ? texts.act : texts.amended, eId })))
    return elements.map(({ id: element }) => {
      const place = { assessment_id: assessmentId, element, country: officer.country, agency_id: officer.agencyId }
      const answer = { status, reasoning, citations }
      const state = reviews.reduce<FindingState>((_, review) => stateAfter(review), 'draft')
      return {
        finding: {
          ...place,
          ...answer,
          state,
          author: officer.userId,
          reviewed_by: state === 'draft' ? null : reviewer.userId,
          validated_by: state === 'validated' ? validator.userId : null,
          sent_back: reviews.at(-1) === 'send_back',
          version: reviews.length + 1,
          changed_at: at,
        },
        entries: (['answer', ...reviews] as const).map((what, earlier) => ({
          ...place,
          ...answer,
          id: idOf(`${element} ${what}`),
          version: earlier + 1,
          what,
          remark: what === 'send_back' ? 'Please say which penalty applies to an attempt under section 4.' : '',
          by_user: (what === 'answer' ? officer : what === 'validate' ? validator : reviewer).userId,
          at,
        })),
      }
    })
  })
  done(
    await inScope<undefined, Failure>(context.db, systemScope(officer.country), async (trx) => {
      await tables(trx)
        .insertInto('legislation.finding')
        .values(rows.map(({ finding }) => finding))
        .execute()
      const entries = rows.flatMap((row) => row.entries)
      await tables(trx).insertInto('legislation.finding_entry').values(entries).execute()
      await recordAudit(
        trx,
        ...entries.map(({ what, version, by_user: actorId }) => ({
          action:
            what === 'answer' ? ('legislation.finding_answered' as const) : ('legislation.finding_reviewed' as const),
          object: { kind: 'legislation.assessment', id: assessmentId },
          detail: { what, version },
          actorId,
          agencyId: officer.agencyId,
          country: officer.country,
        })),
      )
      return ok(undefined)
    }),
  )
}

async function loadLaws(
  context: LegislationContext,
  officer: Principal,
  { act, amended }: { readonly act: string; readonly amended: string },
): Promise<void> {
  const law = { type: 'act' as const, language: 'en' }
  done(
    await addLaw(context, officer, {
      ...law,
      id: idOf('law'),
      expressionId: act,
      title: 'Trafficking in Persons (Prevention) Act, 2019',
      number: '11',
      madeOn: asPlainDate('2019-11-20'),
      validFrom: asPlainDate('2020-01-01'),
      source: text('prevention-act-2019'),
    }),
  )
  done(
    await addLaw(context, officer, {
      ...law,
      id: idOf('amending law'),
      expressionId: idOf('amending act'),
      title: 'Trafficking in Persons (Prevention) (Amendment) Act, 2024',
      number: '4',
      madeOn: asPlainDate('2024-05-14'),
      validFrom: asPlainDate('2024-07-01'),
      source: text('amendment-act-2024'),
    }),
  )
  done(
    await amendLaw(context, officer, idOf('law'), {
      id: idOf('amendment'),
      beforeId: act,
      afterId: amended,
      amendingId: idOf('amending act'),
      inForceOn: asPlainDate('2024-07-01'),
      instructions: readInstructions(readLaw(text('amendment-act-2024'), 'en').law).map(
        ({ action, at, words, old }) => ({ action, at, words, old }),
      ),
    }),
  )
}
