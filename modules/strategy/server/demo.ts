import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { newId, ok, type Instant, type Json } from '@gloact/kernel'
import type { DemoProgress } from '@gloact/module'
import type { Principal } from '@gloact/identity/contract/principal'
import { requestTables, takeStep } from '@gloact/records/server'
import { rowById, saveRow, uploadFile } from '@gloact/registers/server'
import { sql } from 'kysely'
import { actions, goals, plans, recommendations } from '../contract/registers.ts'
import { claimAction, CLAIMS_SERVED, claimsOf } from './claims.ts'
import { scopeOf, todayIn, type DemoPeople, type StrategyContext } from './context.ts'
import { DEMO_ACTIONS, DEMO_GOALS, DEMO_OBJECTIVES, DEMO_LOCAL_ACTIONS, type DemoAction } from './demo-actions.ts'
import { loadFollowUp } from './demo-follow-up.ts'
import { DEMO_RECOMMENDATIONS } from './demo-recommendations.ts'
import type { ActionState } from '../domain/words.ts'
import { must, writer, type Given, type Write } from './demo-write.ts'
import { uploadEvidence } from './evidence.ts'
import { plansContext } from './registers.ts'

const KINDS = ['plan', 'goal', 'action', 'recommendation', 'claim', 'evidence', 'document'] as const

/** The same in every demonstration, so that what is written about it finds its pages. */
const demoId = (kind: (typeof KINDS)[number], at: number): string =>
  `00000000-0000-7000-8020-${KINDS.indexOf(kind) + 1}${String(at).padStart(11, '0')}`

/** The row of the national plan's exchange rate. */
const RATE = 'rates/00000000-0000-7000-8020-f00000000000'

/**
 * The invented country's plans: a national one in its third year, the local one of a region, and what six bodies recommended. What is
 * done was reported with a document and verified by somebody else, as in life. Loaded once: where there is a plan, none is; reports that
 * an interrupted start left out are added.
 */
export async function loadDemo(
  context: StrategyContext,
  people: DemoPeople,
  { progress }: DemoProgress,
): Promise<void> {
  const there = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql`select from strategy.plan limit 1`.execute(trx),
  )
  if (there.rows.length === 0) await loadPlans(context, people, progress)
  await loadReports(context, people, progress)
  await loadFollowUp(context, people, {
    progress,
    planId: demoId('plan', 0),
    goalId: (at) => demoId('goal', at),
    actionId: (at) => demoId('action', at),
  })
}

async function loadPlans(
  context: StrategyContext,
  people: DemoPeople,
  progress: DemoProgress['progress'],
): Promise<void> {
  progress('Loading invented plans')
  const office = await people.officer()
  const year = Number(todayIn(context).slice(0, 4)) - 2
  const day = (month: number): string => `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  const ids = DEMO_ACTIONS.map((_, at) => demoId('action', at))
  await must(
    inScope(context.db, systemScope(context.country), async (trx) => {
      const write = writer(trx, context, office)
      const ends = `${year + 4}-12-31`
      const national = await write(
        plans,
        {
          title: {
            en: `National plan ${year}–${year + 4}`,
            ar: `الخطة الوطنية ${year}–${year + 4}`,
            ru: `Национальный план ${year}–${year + 4}`,
          },
          scope: 'national',
          state: 'adopted',
          starts_on: `${year}-01-01`,
          ends_on: ends,
          adopted_by: 'Government resolution No. 41 (invented)',
          crime: 'both',
          edition: '1.0',
          languages: ['en', 'ar', 'ru'],
          currency: 'EUR',
          [RATE]: true,
          [`${RATE}/from_currency`]: 'USD',
          [`${RATE}/rate`]: 0.92,
          [`${RATE}/rate_on`]: `${year}-01-01`,
          [`${RATE}/rate_source`]: 'Central bank (invented)',
        },
        demoId('plan', 0),
      )
      const local = await write(plans, {
        title: {
          en: `Coastal Region: local plan ${year + 1}–${year + 4}`,
          ar: `المنطقة الساحلية: الخطة المحلية ${year + 1}–${year + 4}`,
        },
        scope: 'local',
        region: 'Coastal Region',
        state: 'adopted',
        starts_on: `${year + 1}-01-01`,
        ends_on: ends,
      })
      const goalIds = new Map<string, string>()
      for (const [at, { code, pillar, title, indicator }] of DEMO_GOALS.entries())
        goalIds.set(code, await write(goals, { title, code, pillar, indicator, plan: national }, demoId('goal', at)))
      for (const { code, of, pillar, title, indicator } of DEMO_OBJECTIVES)
        await write(goals, { title, code, pillar, indicator, plan: national, part_of: goalIds.get(of)! })
      const localGoal = await write(goals, {
        title: { en: 'The coast protects anyone who lands on it', ar: 'الساحل يحمي من يصل إليه' },
        code: 'L',
        pillar: 'protection',
        plan: local,
      })
      const counts = new Map<string, number>()
      for (const [at, action] of DEMO_ACTIONS.entries()) {
        const [goal, title, lead, from, due, cost, secured, state] = action
        const number = (counts.get(goal) ?? 0) + 1
        counts.set(goal, number)
        await write(
          actions,
          {
            title: { en: title },
            code: `${goal.slice(1)}.${number}`,
            plan: national,
            goal: goalIds.get(goal)!,
            pillar: DEMO_GOALS.find(({ code }) => code === goal)!.pillar,
            crime: /smuggl|route/i.test(title) ? 'smuggling' : /border|migrant/i.test(title) ? 'both' : 'trafficking',
            ...(lead && { owner: people.agencies[lead]! }),
            starts_on: `${day(from)}-01`,
            due_on: `${day(due)}-28`,
            // Claims bring the others to where they stand.
            state: state === 'claimed' || state === 'verified' ? 'in_progress' : state,
            ...(isStopped(state) && { reason: STOPPED[state].reason }),
            ...(isStopped(state) && state !== 'dropped' && { blocked_by: [...STOPPED[state].by] }),
            // One in seven says nothing of how it is measured: the quality list finds it.
            ...(at % 7 !== 3 && { indicator: INDICATORS[at % INDICATORS.length]! }),
            ...moneyOf(action, at, cost, secured),
            ...(at > 0 && at % 9 === 0 && { depends_on: [ids[at - 1]!] }),
          },
          ids[at],
        )
      }
      for (const [at, [title, implementing, lead, due, cost, secured]] of DEMO_LOCAL_ACTIONS.entries())
        await write(actions, {
          title: { en: title },
          code: `L.${at + 1}`,
          plan: local,
          goal: localGoal,
          pillar: 'protection',
          owner: people.agencies[lead]!,
          starts_on: `${year + 1}-03-01`,
          due_on: `${day(due)}-28`,
          state: at % 3 === 0 ? 'in_progress' : 'planned',
          implements: ids[implementing]!,
          cost: { amount: cost * 1_000, currency: 'EUR' },
          ...(secured > 0 && { secured: { amount: secured * 1_000, currency: 'EUR' } }),
        })
      await loadRecommendations(write, year + 2, ids)
      return ok(undefined)
    }),
  )
}

/** Actions that were reported as done, in the order in which they are reported. */
const REPORTED = DEMO_ACTIONS.flatMap(([, title, lead, , , , , state], at) =>
  state === 'claimed' || state === 'verified' ? [{ at, title, lead, isVerified: state === 'verified' }] : [],
)

/** The plan's document and the reports, each once. Where somebody else has reported, people work in it, and it is left as it is. */
async function loadReports(
  context: StrategyContext,
  people: DemoPeople,
  progress: DemoProgress['progress'],
): Promise<void> {
  const steps = await readInScope(context.db, systemScope(context.country), async (trx) => {
    const rows = await requestTables(trx, 'strategy')
      .selectFrom('request')
      .select(['id', 'sequence'])
      .where('kind', '=', claimsOf(context).kind.kind)
      .execute()
    return new Map(rows.map(({ id, sequence }) => [id, sequence]))
  })
  const takenOf = (at: number): number => steps.get(demoId('claim', at)) ?? 0
  const missing = REPORTED.filter(({ at, isVerified }) => takenOf(at) < (isVerified ? 2 : 1))
  const invented = new Set(REPORTED.map(({ at }) => demoId('claim', at)))
  if (missing.length === 0 || [...steps.keys()].some((id) => !invented.has(id))) return
  if (steps.size === 0) await attachPlan(context, await people.officer(), demoId('plan', 0))
  progress('Loading invented reports on the plan')
  await reportAndVerify(context, people, missing, takenOf)
}

/** Why invented actions do not go on as planned. */
const STOPPED = {
  delayed: { reason: 'The tender was repeated: no bid met the terms.', by: ['procurement'] },
  blocked: { reason: 'The law that it rests on has not been adopted yet.', by: ['law'] },
  dropped: { reason: 'Taken over by another plan of the government.', by: [] },
} as const
const isStopped = (state: ActionState): state is keyof typeof STOPPED => state in STOPPED

const INDICATORS = [
  'Done, as shown by a document that somebody else has seen',
  'Number of people reached, by sex and region, a year',
  'Share of offices that apply it, checked on the spot once a year',
  'Days from first contact to the service, median of a quarter',
] as const

const SOURCES = ['state_budget', 'eu', 'un', 'bilateral'] as const

/** Most is in one currency; some is promised in another, and never added to it. */
function moneyOf([, , , , , , , state]: DemoAction, at: number, cost: number, secured: number): Given {
  const currency = at % 7 === 5 ? 'USD' : 'EUR'
  const amount = (thousands: number): Json => ({ amount: thousands * 1_000, currency })
  const done = state === 'verified' || state === 'claimed'
  return {
    cost: amount(cost),
    ...(secured > 0 && { secured: amount(secured), funding: [SOURCES[at % SOURCES.length]!] }),
    ...(secured > 0 && { spent: amount(Math.round(secured * (done ? 1 : 0.4))) }),
  }
}

/** The cluster of an invented theme, by what it speaks of. */
const THEMES: readonly (readonly [RegExp, string])[] = [
  [/child|guardian/i, 'children'],
  [/identif|screen|indicator/i, 'identification'],
  [/recruit|labou?r|worker|demand/i, 'labour'],
  [/shelter|care|assist|compensat|residence|reflection/i, 'protection'],
  [/punish|legal aid|witness|testi|court/i, 'victims_rights'],
  [/data|rapporteur|research|evaluat|estimate/i, 'data'],
  [/prosecut|investigat|complicit|financ|penalt/i, 'prosecution'],
  [/campaign|aware|prevent|school/i, 'prevention'],
]
const themeOf = (theme: string): string => THEMES.find(([words]) => words.test(theme))?.[1] ?? 'cooperation'

async function loadRecommendations(write: Write, thisYear: number, actionIds: readonly string[]): Promise<void> {
  let written = 0
  for (const { body, round, ago, opening, strength, lines } of DEMO_RECOMMENDATIONS)
    for (const [at, [theme, text, answeredBy]] of lines.entries())
      await write(
        recommendations,
        {
          title: { en: theme },
          code: `${body.toUpperCase().replaceAll('_', '-')}-${thisYear - ago}-${at + 1}`,
          body,
          theme: themeOf(theme),
          year: thisYear - ago,
          round,
          paragraph: String(40 + at * 3),
          text: { en: `${opening} ${text}` },
          strength,
          ...(body === 'upr' && { acceptance: at === 0 ? 'noted' : 'accepted' }),
          state: answeredBy.length === 0 ? 'received' : at % 3 === 0 ? 'in_implementation' : 'assigned',
          ...(answeredBy.length > 0 && { actions: answeredBy.map((action) => actionIds[action]!) }),
        },
        demoId('recommendation', written++),
      )
}

/** The national plan is there to be opened as it was adopted. */
async function attachPlan(context: StrategyContext, office: Principal, planId: string): Promise<void> {
  const served = plansContext(context)
  const words = 'National plan (invented)\n\nThis document stands for the plan as the government adopted it.\n'
  const sent = { documentId: demoId('document', 0), field: 'document', declared: 'text/plain' }
  const answer = await must(uploadFile(plans, served, office, { ...sent, body: once(Buffer.from(words)) }))
  const row = await readInScope(context.db, scopeOf(office), (trx) => rowById(trx, plans, planId))
  if (!row) throw new Error('the invented plan is not there')
  const answers = { ...row.answers, document: { value: { ...answer } } }
  await must(saveRow(plans, served, office, { id: planId, answers, version: row.version }))
}

/** Each action that is done was reported by its lead with a document; what is verified, by somebody else of the office. */
async function reportAndVerify(
  context: StrategyContext,
  people: DemoPeople,
  reported: typeof REPORTED,
  takenOf: (at: number) => number,
): Promise<void> {
  const [officer, focalPoint, coordinator] = [
    await people.officer(),
    await people.focalPoint(),
    await people.coordinator(),
  ]
  const requests = claimsOf(context)
  const happenedAt: Instant = context.clock.now()
  for (const { at, title, lead, isVerified } of reported) {
    const by = lead === 'shelter' ? focalPoint : officer
    const evidenceId = demoId('evidence', at)
    const claimId = demoId('claim', at)
    const actionId = demoId('action', at)
    const words = `Invented report\n\n${title}\n\nThis document stands for what an agency would hand in.\n`
    if (takenOf(at) === 0) {
      await must(
        uploadEvidence(context, by, { actionId, evidenceId, declared: 'text/plain', body: once(Buffer.from(words)) }),
      )
      await must(
        claimAction(context, by, actionId, {
          claimId,
          stepId: newId<string>(),
          evidenceId,
          happenedAt,
          answers: { done_on: { value: todayIn(context) }, summary: { value: `Done as planned: ${title}.` } },
        }),
      )
    }
    if (!isVerified) continue
    const second = by === officer ? coordinator : officer
    await must(
      inScope(context.db, scopeOf(second), (trx) =>
        takeStep(trx, requests, CLAIMS_SERVED.actorOf(second), claimId, {
          id: newId<string>(),
          step: 'verify',
          happenedAt,
          payload: { answers: { how: { value: 'Document read, and the result seen on a visit.' } } },
        }),
      ),
    )
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
