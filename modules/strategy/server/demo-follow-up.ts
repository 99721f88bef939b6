import type { FormAnswers } from '@gloact/forms'
import { addDays, newId, ok, type Instant, type Json } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { takeStep } from '@gloact/records/server'
import { sql } from 'kysely'
import * as planning from '../contract/planning.ts'
import * as prevention from '../contract/prevention.ts'
import { actions, goals, plans } from '../contract/registers.ts'
import { ASSESSMENTS_SERVED, assessmentsOf, beginAssessment } from './assessments.ts'
import { scopeOf, todayIn, type DemoPeople, type StrategyContext } from './context.ts'
import {
  DEMO_ASSESSED,
  DEMO_CAMPAIGNS,
  DEMO_COMMENTS,
  DEMO_CRITERIA,
  DEMO_DECISIONS,
  DEMO_EARLIER_ACTIONS,
  DEMO_FRAMEWORKS,
  DEMO_LESSONS,
  DEMO_NEEDS,
  DEMO_PROGRAMMES,
  DEMO_STANDARD,
  DEMO_TECHNICAL,
  DEMO_UNIT_COSTS,
} from './demo-follow-up-data.ts'
import { must, writer, type Given } from './demo-write.ts'
import { freeze } from './plan-versions.ts'

const KINDS = [
  'activity',
  'framework',
  'programme',
  'technical',
  'need',
  'unit_cost',
  'cost_line',
  'comment',
  'meeting',
  'decision',
  'evaluation',
  'assessment',
  'row',
  'plan',
] as const

/** The same in every demonstration, so that what is written about it finds its pages. */
const idOf = (kind: (typeof KINDS)[number], at = 0): string =>
  `00000000-0000-7000-8029-${(KINDS.indexOf(kind) + 1).toString(16)}${String(at).padStart(11, '0')}`

/** Rows of a group as the answers have them. */
const rowsIn = (group: string, from: number, rows: readonly Given[]): Given =>
  Object.fromEntries(
    rows.flatMap((row, at) => {
      const path = `${group}/${idOf('row', from + at)}`
      return [[path, true], ...Object.entries(row).map(([field, value]) => [`${path}/${field}`, value])] as [
        string,
        Json,
      ][]
    }),
  )

interface Plans {
  readonly progress: (message: string) => void
  readonly planId: string
  readonly goalId: (at: number) => string
  readonly actionId: (at: number) => string
}

/** What follows the invented plan: prevention, frameworks, programmes, costs, meetings, and the plan before with its evaluation. */
export async function loadFollowUp(
  context: StrategyContext,
  people: DemoPeople,
  { progress, planId, goalId, actionId }: Plans,
): Promise<void> {
  const there = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql`select from strategy.activity limit 1`.execute(trx),
  )
  if (there.rows.length > 0) return
  progress('Loading invented prevention, frameworks and programmes')
  const [office, focalPoint] = [await people.officer(), await people.focalPoint()]
  const today = todayIn(context)
  const year = Number(today.slice(0, 4))
  const day = (days: number) => addDays(today, days)
  const en = (text: string): Json => ({ en: text })
  const eur = (amount: number): Json => ({ amount, currency: 'EUR' })
  await must(
    inScope(context.db, systemScope(context.country), async (trx) => {
      const [ofOffice, ofAgency] = [writer(trx, context, office), writer(trx, context, focalPoint)]
      for (const [at, { title, starts, ends, action, ...campaign }] of DEMO_CAMPAIGNS.entries())
        await (at === 1 ? ofAgency : ofOffice)(
          prevention.activities,
          {
            title: en(title),
            starts_on: day(starts),
            ends_on: day(ends),
            actions: [actionId(action)],
            ...campaign,
            cost: eur(campaign.cost),
          },
          idOf('activity', at),
        )
      for (const [at, { title, adopted, review, parties, earlier, ...framework }] of DEMO_FRAMEWORKS.entries())
        await ofOffice(
          prevention.frameworks,
          {
            title: en(title),
            parties: parties.map((agency) => people.agencies[agency]!),
            adopted_on: day(adopted),
            review_on: day(review),
            ...framework,
            ...(earlier !== undefined && { replaces: idOf('framework', earlier) }),
            ...(framework.kind === 'standard' && { goal: goalId(3), ...rowsIn('items', 0, DEMO_STANDARD) }),
          },
          idOf('framework', at),
        )
      for (const [at, { title, runBy, years, needs, ...programme }] of DEMO_PROGRAMMES.entries())
        await (runBy === 'shelter' ? ofAgency : ofOffice)(
          prevention.programmes,
          {
            title: en(title),
            state: 'running',
            run_by: [people.agencies[runBy]!],
            ...programme,
            ...(needs && { needs: needs.map((need) => idOf('need', need)) }),
            ...rowsIn(
              'years',
              100 + at * 10,
              years.map(([ago, places, budget, intake, completed]) => ({
                year: year - ago,
                places,
                budget: eur(budget * 1_000),
                intake,
                ...(completed !== null && { completed }),
                count_source: 'Annual report of the programme (invented)',
              })),
            ),
          },
          idOf('programme', at),
        )
      for (const [at, { title, by, asked, ...technical }] of DEMO_TECHNICAL.entries())
        await ofOffice(
          prevention.technicals,
          {
            title: en(title),
            asked_by: people.agencies[by]!,
            asked_on: day(asked),
            ...technical,
            ...(technical.gap_kind === 'action' && { action: actionId(34) }),
            ...(technical.state === 'delivered' && { delivered_on: day(-60) }),
          },
          idOf('technical', at),
        )
      for (const [at, [domain, question, answer, gap, goal]] of DEMO_NEEDS.entries())
        await ofOffice(
          planning.needs,
          {
            question: en(question),
            code: `Q${at + 1}`,
            domain,
            answer,
            sources: 'Interviews with eleven agencies; figures of the year before (invented)',
            consulted: 'Shelters, prosecutors, labour inspectors, two survivors’ groups',
            gap,
            goals: [goalId(goal)],
          },
          idOf('need', at),
        )
      for (const [at, [title, unit, heading, cost]] of DEMO_UNIT_COSTS.entries())
        await ofOffice(
          planning.unitCosts,
          { title: en(title), unit, heading, cost: eur(cost), source: 'Invoices of two years (invented)' },
          idOf('unit_cost', at),
        )
      // Four actions are costed year by year; the others count by their own estimate.
      let line = 0
      for (const at of [3, 16, 25, 31])
        for (const ahead of [-1, 0, 1])
          await ofOffice(
            planning.costLines,
            {
              title: `Year ${ahead + 2} of 3`,
              action: actionId(at),
              year: year + ahead,
              heading: at === 16 ? 'travel' : 'services',
              ...(at === 16 && { unit_cost: idOf('unit_cost', 0), quantity: 12 }),
              cost: eur(20_000 + at * 1_000 + ahead * 2_500),
              ...(ahead < 1 && {
                secured: eur(20_000 + at * 1_000 + ahead * 2_500),
                funding: at === 3 ? 'eu' : 'state_budget',
              }),
              ...(ahead < 0 && { spent: eur(18_000 + at * 1_000) }),
            },
            idOf('cost_line', line++),
          )
      for (const [at, { title, received, ...comment }] of DEMO_COMMENTS.entries())
        await ofOffice(
          planning.comments,
          { title, plan: planId, action: actionId(at * 7), received_on: day(received), ...comment },
          idOf('comment', at),
        )
      for (const [at, days] of [-80, 12, -30].entries())
        await ofOffice(
          planning.meetings,
          {
            title: at === 2 ? 'Coastal Region: regional council' : `Coordination council, meeting ${at + 7}`,
            plan: planId,
            level: at === 2 ? 'regional' : 'national',
            ...(at === 2 && { region: 'Coastal Region' }),
            held_on: day(days),
            state: days > 0 ? 'planned' : 'held',
            agencies: ['shelter', 'clinic', 'board', 'coordination'].map((agency) => people.agencies[agency]!),
            agenda: 'Late actions; reports to verify; budget of the next year',
            ...(days < 0 && { minutes: 'The council took note of what is late and decided as listed.' }),
          },
          idOf('meeting', at),
        )
      for (const [at, { title, owner, due, ...decision }] of DEMO_DECISIONS.entries())
        await ofOffice(
          planning.decisions,
          {
            title,
            meeting: idOf('meeting', at === 3 ? 2 : 0),
            owner: people.agencies[owner]!,
            due_on: day(due),
            ...decision,
          },
          idOf('decision', at),
        )
      // The plan before, as it stood when it was evaluated.
      const began = year - 7
      const earlier = await ofOffice(
        plans,
        {
          title: { en: `National plan ${began}–${began + 4}`, ar: `الخطة الوطنية ${began}–${began + 4}` },
          scope: 'national',
          state: 'ended',
          starts_on: `${began}-01-01`,
          ends_on: `${began + 4}-12-31`,
          adopted_by: 'Government resolution No. 12 (invented)',
          currency: 'EUR',
        },
        idOf('plan'),
      )
      const goal = await ofOffice(goals, {
        title: en('Victims find help in every region'),
        code: 'E1',
        plan: earlier,
        pillar: 'protection',
      })
      for (const [at, [title, state]] of DEMO_EARLIER_ACTIONS.entries())
        await ofOffice(actions, {
          title: en(title),
          code: `E1.${at + 1}`,
          plan: earlier,
          goal,
          pillar: 'protection',
          owner: people.agencies['coordination']!,
          due_on: `${began + 4}-06-30`,
          state,
          ...(state === 'dropped' && { reason: 'No money was found for it.' }),
        })
      await freeze(trx, context, office, {
        id: newId<string>(),
        planId: earlier,
        label: 'As evaluated',
        why: 'evaluation',
      })
      await ofOffice(
        planning.evaluations,
        {
          title: `Final evaluation of the plan ${began}–${began + 4}`,
          plan: earlier,
          state: 'finished',
          held_on: `${began + 5}-03-15`,
          by_whom: 'An independent team of three (invented)',
          method: 'Document review, 42 interviews, visits to four regions',
          ...rowsIn(
            'criteria',
            200,
            DEMO_CRITERIA.map(([criterion, score, score_reason]) => ({ criterion, score, score_reason })),
          ),
          ...rowsIn(
            'lessons',
            300,
            DEMO_LESSONS.map(([lesson, action]) => ({
              lesson,
              lesson_state: action === null ? 'open' : 'answered',
              ...(action !== null && { lesson_actions: [actionId(action)] }),
            })),
          ),
        },
        idOf('evaluation'),
      )
      return ok(undefined)
    }),
  )
  // One service holds itself against the standard of shelters; the office has not reviewed it yet.
  const happenedAt: Instant = context.clock.now()
  const assessmentId = idOf('assessment')
  const standard = DEMO_FRAMEWORKS.findIndex(({ kind }) => kind === 'standard')
  await must(
    beginAssessment(context, focalPoint, idOf('framework', standard), {
      assessmentId,
      stepId: newId<string>(),
      reviewerId: office.agencyId,
      happenedAt,
    }),
  )
  const answers = Object.fromEntries(
    Object.entries(rowsIn('items', 400, DEMO_ASSESSED)).map(([path, value]) => [path, { value }]),
  ) as FormAnswers
  await must(
    inScope(context.db, scopeOf(focalPoint), (trx) =>
      takeStep(trx, assessmentsOf(context), ASSESSMENTS_SERVED.actorOf(focalPoint), assessmentId, {
        id: newId<string>(),
        step: 'submit',
        happenedAt,
        payload: { answers },
      }),
    ),
  )
}
