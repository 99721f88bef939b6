import { valueOf } from '@gloact/kernel'
import { openPayload, requestTables } from '@gloact/records/server'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Counts, Span } from '../domain/figures.ts'
import type { Share } from '../domain/shares.ts'
import { tracingMatch } from '../domain/tracing/match-kind.ts'
import { SAYING_STEPS, tracingRequest } from '../domain/tracing/request-kind.ts'
import { bandOf } from '../domain/tracing/suggestion.ts'
import type { ChildrenContext } from './children-context.ts'

/** Why a request was closed; what no form asks follows from the step. */
const CLOSED_BY: Readonly<Record<string, string>> = { tell: 'in_contact', withdraw: 'withdrawn', refuse: 'refused' }
const JUDGED: readonly string[] = ['confirm', 'reject']
const REVIEWED: readonly string[] = ['clear', 'refuse']

interface Step {
  readonly request: string
  readonly kind: string
  /** Whose it is: the child a suggestion is about, or the request itself, which knows no child. */
  readonly about: string
  readonly step: string
  readonly at: number
}

export interface TracingFigures {
  readonly closings: Counts
  readonly shares: readonly Share[]
  /** Holds cleared of those reviewed, by the nationality of the child as the relative says it. */
  readonly cleared: readonly Share[]
  /** Days from a suggestion to its verdict, the one in the middle; and how many children are behind it. */
  readonly daysToJudge: { readonly median: number | null; readonly children: number }
}

/** What of family tracing is counted in a span: in the system's scope. What a closing or a suggestion says is opened in memory and counted. */
export async function tracingFigures(
  trx: ScopedTransaction,
  { country, vault }: Pick<ChildrenContext, 'country' | 'vault'>,
  span: Span,
): Promise<TracingFigures> {
  const steps = await stepsOf(trx, country, span)
  const inSpan = steps.filter(({ at }) => at >= span.from && at < span.to)
  const said = opener(trx, vault)
  const requests = inSpan.filter(({ kind }) => kind === tracingRequest.kind)
  const closings = new Map<string, Map<string, number>>()
  for (const { request, step } of requests) {
    const why =
      CLOSED_BY[step] ?? (step === 'close' ? String(valueOf((await said(request, 'close')).answers['because'])) : '')
    if (why !== '') closings.set(why, new Map([['requests', (closings.get(why)?.get('requests') ?? 0) + 1]]))
  }

  const judged = inSpan.filter(({ kind, step }) => kind === tracingMatch.kind && JUDGED.includes(step))
  const verdicts: { band: string; about: string; confirmed: boolean; days: number }[] = []
  for (const { request, about, step, at } of judged) {
    const { also } = await said(request, 'suggest')
    const probability = Number((also as { readonly probability?: number } | undefined)?.probability)
    const suggested = steps.find((one) => one.request === request && one.step === 'suggest')?.at ?? at
    if (!Number.isFinite(probability)) continue
    verdicts.push({
      band: bandOf(probability),
      about,
      confirmed: step === 'confirm',
      days: (at - suggested) / 86_400_000,
    })
  }
  const of = (id: string, all: readonly { readonly about: string; readonly is: boolean }[]): Share => {
    const behind = (is: boolean) => new Set(all.filter((one) => one.is === is).map(({ about }) => about)).size
    return {
      id,
      part: all.filter(({ is }) => is).length,
      of: all.length,
      children: { part: behind(true), rest: behind(false) },
    }
  }
  const reviewed: { about: string; of: string; is: boolean }[] = []
  for (const { request, about, step } of requests.filter((one) => REVIEWED.includes(one.step)))
    reviewed.push({ about, of: nationalityIn(await said(request, ...SAYING_STEPS)), is: step === 'clear' })
  const registered = requests.filter(({ step }) => step === 'register')
  const held = new Set(steps.filter(({ step }) => step === 'hold').map(({ request }) => request))
  const days = verdicts.map((verdict) => verdict.days).toSorted((a, b) => a - b)
  return {
    closings,
    shares: [
      ...(['likely', 'possible', 'weak'] as const).map((band) =>
        of(
          `confirmed_${band}`,
          verdicts.filter((one) => one.band === band).map(({ about, confirmed }) => ({ about, is: confirmed })),
        ),
      ),
      of(
        'held',
        registered.map(({ about, request }) => ({ about, is: held.has(request) })),
      ),
      of('holds_cleared', reviewed),
    ],
    cleared: [...Map.groupBy(reviewed, (one) => one.of)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([nationality, all]) => of(`cleared.${nationality}`, all)),
    daysToJudge: {
      median: days.length === 0 ? null : Math.round(days[Math.floor(days.length / 2)]!),
      children: new Set(verdicts.map(({ about }) => about)).size,
    },
  }
}

/**
 * Of what nationality the child is who is sought. The inquirer's own is not asked: a question more at the desk, for a figure, would be one more that a poor family
 * has to answer, and mostly it is the same.
 */
function nationalityIn({ answers }: ReturnType<typeof openPayload>): string {
  const said = valueOf(answers['citizenship'])
  return typeof said === 'string' && said !== '' ? said : 'not_said'
}

/** Every step of requests and suggestions in which something happened in the span. */
async function stepsOf(trx: ScopedTransaction, country: string, span: Span): Promise<readonly Step[]> {
  const { rows } = await sql<Step>`
    select request.id as request, request.kind, coalesce(request.facts ->> 'subject_id', request.id::text) as about, step.step,
      round(extract(epoch from step.happened_at) * 1000)::float8 as at
    from children.request join children.request_step step on step.request_id = request.id
    where request.country = ${country} and request.kind in (${tracingRequest.kind}, ${tracingMatch.kind}) and request.erased_at is null
      and exists (select from children.request_step seen where seen.request_id = request.id
        and seen.happened_at >= ${new Date(span.from).toISOString()} and seen.happened_at < ${new Date(span.to).toISOString()})
    order by step.request_id, step.sequence`.execute(trx)
  return rows
}

/** What the last of these steps of a request says, opened. */
function opener(trx: ScopedTransaction, vault: ChildrenContext['vault']) {
  return async (requestId: string, ...steps: readonly string[]): Promise<ReturnType<typeof openPayload>> => {
    const key = await vault.personKey(trx, requestId)
    const row = await requestTables(trx, 'children')
      .selectFrom('request_step')
      .selectAll()
      .where('request_id', '=', requestId)
      .where('step', 'in', steps)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst()
    return key.ok && row ? openPayload(key.value, 'children', row) : { answers: {} }
  }
}
