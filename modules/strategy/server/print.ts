import { labelOf, type CodeList } from '@gloact/codes'
import { wordsIn, type FormAnswers } from '@gloact/forms'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { directionOf } from '@gloact/messages'
import { readInScope } from '@gloact/postgres'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import { sql } from 'kysely'
import { ACTION_FIGURES, RECOMMENDATION_FIGURES } from '../contract/overview.ts'
import type { printAnswer as answering, printOverview as printing } from '../contract/planned.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'
import { may, scopeOf, sentence, todayIn, type StrategyContext } from './context.ts'
import { readOverview } from './overview.ts'
import { partsFor } from './response.ts'

const LISTS = { ...STRATEGY_LISTS, ...FOLLOW_UP_LISTS }
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const codeWords = (list: string, code: unknown, language: string): string =>
  typeof code === 'string' && code !== '' ? labelOf(LISTS[list] as CodeList, code, language) : ''
const said = (answers: FormAnswers, path: string, language: string): string => {
  const value = valueOf(answers[path])
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return value === undefined ? '' : wordsIn({ en: '', ...(value as Record<string, string>) }, language)
}

const sent = (bytes: Uint8Array, contentType: string, fileName: string): BytesToSend => ({
  stream: once(bytes),
  contentType,
  length: bytes.length,
  disposition: 'attachment',
  fileName,
})
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

interface Answered {
  readonly answers: FormAnswers
  readonly actions: readonly { readonly answers: FormAnswers; readonly documents: number }[]
}

/** The answer to a review body: each recommendation in its own words, the actions for it, and what somebody else has verified. */
export async function printAnswer(
  context: StrategyContext,
  who: Principal,
  { body, language }: HandlerInput<typeof answering>['query'],
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<Answered>`
      select recommendation.answers, coalesce((
        select jsonb_agg(jsonb_build_object('answers', action.answers, 'documents', (
            select count(*) from strategy.evidence where evidence.action_id = action.id and evidence.claim_id is not null
          )) order by action.k_code)
        from strategy.action where action.id::text = any (recommendation.k_actions)
      ), '[]'::jsonb) as actions
      from strategy.recommendation where archived_at is null and k_body = ${body}
      order by k_year desc, k_theme, k_code, id limit 1000`.execute(trx),
  )
  const t = (id: string) => sentence(language, `strategy.${id}`)
  const blocks = rows.flatMap(({ answers, actions }): ReportBlock[] => {
    const place = [
      said(answers, 'code', language),
      said(answers, 'year', language),
      said(answers, 'paragraph', language),
    ]
    const table: ReportBlock = {
      kind: 'table',
      caption: t('answer.actions'),
      columns: [
        { label: t('answer.action') },
        { label: t('answer.state') },
        { label: t('answer.due') },
        { label: t('answer.documents'), numeric: true },
      ],
      rows: actions.map((action) => [
        `${said(action.answers, 'code', language)} ${said(action.answers, 'title', language)}`,
        codeWords('action_state', valueOf(action.answers['state']), language),
        said(action.answers, 'due_on', language),
        String(action.documents),
      ]),
    }
    return [
      { kind: 'heading', level: 2, text: `${said(answers, 'title', language)} (${place.filter(Boolean).join(', ')})` },
      { kind: 'paragraph', text: said(answers, 'text', language) },
      {
        kind: 'paragraph',
        text: `${t('answer.state')}: ${codeWords('recommendation_state', valueOf(answers['state']), language)}`,
      },
      actions.length > 0 ? table : { kind: 'paragraph', text: t('answer.none') },
    ]
  })
  const document: ReportDocument = {
    title: t('answer.title'),
    subtitle: codeWords('review_body', body, language),
    language,
    direction: directionOf(language),
    blocks: [{ kind: 'notice', tone: 'warning', title: t('answer.draft'), items: [t('answer.claimed')] }, ...blocks],
    colophon: [`${who.agencyName} · ${todayIn(context)}`],
  }
  // What typesets is large, and read when somebody prints for the first time.
  const { renderDocx } = await import('@gloact/reports/node')
  return ok(sent(await renderDocx(document), WORD, `answer-${body.replaceAll('_', '-')}.docx`))
}

/** The overview on paper: for a minister who reads it in the car. */
export async function printOverview(
  context: StrategyContext,
  who: Principal,
  { planId, language }: HandlerInput<typeof printing>['query'],
): Promise<Result<BytesToSend, Failure>> {
  const read = await readOverview(context, who, planId)
  if (!read.ok) return read
  const { value } = read
  const t = (id: string) => sentence(language, `strategy.${id}`)
  const number = new Intl.NumberFormat(language)
  const plan = value.plans.find(({ id }) => id === value.planId)
  const actionRow = (label: string, figures: typeof value.actions): string[] => [
    label,
    ...ACTION_FIGURES.map((name) => number.format(figures[name]?.count ?? 0)),
  ]
  const recommendationRow = (label: string, figures: typeof value.recommendations): string[] => [
    label,
    ...RECOMMENDATION_FIGURES.map((name) => number.format(figures[name]?.count ?? 0)),
  ]
  const column = (label: string) => ({ label, numeric: true })
  const document: ReportDocument = {
    title: t('overview.title'),
    ...(plan && { subtitle: wordsIn({ en: '', ...plan.title }, language) || (Object.values(plan.title)[0] ?? '') }),
    language,
    direction: directionOf(language),
    blocks: [
      {
        kind: 'facts',
        facts: (['verified', 'claimed', 'late', 'blocked', 'unfunded'] as const).map((name) => ({
          label: t(`figure.${name}`),
          value: number.format(value.actions[name]?.count ?? 0),
        })),
      },
      {
        kind: 'table',
        caption: t('overview.actions'),
        columns: [{ label: t('overview.pillar') }, ...ACTION_FIGURES.map((name) => column(t(`figure.${name}`)))],
        rows: [
          actionRow(t('overview.whole_plan'), value.actions),
          ...value.pillars.map(({ pillar, figures }) => actionRow(codeWords('pillar', pillar, language), figures)),
        ],
      },
      {
        kind: 'table',
        caption: t('money.title'),
        columns: [
          { label: t('overview.pillar') },
          { label: t('money.currency') },
          ...['cost', 'secured', 'spent', 'missing'].map((name) => column(t(`money.${name}`))),
        ],
        rows: value.money.map(({ pillar, currency, cost, secured, spent }) => [
          pillar === null ? t('overview.whole_plan') : codeWords('pillar', pillar, language),
          currency,
          ...[cost, secured, spent, Math.max(0, cost - secured)].map((amount) => number.format(amount)),
        ]),
      },
      {
        kind: 'table',
        caption: t('urgent.title'),
        columns: [{ label: t('urgent.action') }, { label: t('urgent.due') }, { label: t('urgent.why') }],
        rows: value.urgent.map(({ title, dueOn, late, unfunded }) => [
          wordsIn({ en: '', ...title }, language) || (Object.values(title)[0] ?? ''),
          dueOn ?? '',
          [late && t('figure.late'), unfunded && t('figure.unfunded')].filter(Boolean).join(', '),
        ]),
      },
      {
        kind: 'table',
        caption: t('recommendation.many'),
        columns: [
          { label: t('overview.body') },
          ...RECOMMENDATION_FIGURES.map((name) => column(t(`figure.recommendations_${name}`))),
        ],
        rows: [
          recommendationRow(t('overview.all_bodies'), value.recommendations),
          ...value.bodies.map(({ body, figures }) =>
            recommendationRow(codeWords('review_body', body, language), figures),
          ),
        ],
      },
      ...(await partsFor(context, who, language.slice(0, 2))).flatMap(
        ({ title, of, columns, rows, rule }): ReportBlock[] => [
          {
            kind: 'table',
            caption: title,
            columns: [{ label: of }, ...columns.map(column)],
            rows: rows.map(({ label, counts }) => [
              label,
              ...counts.map((count) => (count === null ? t('response.withheld') : number.format(count))),
            ]),
          },
          { kind: 'paragraph', text: rule },
        ],
      ),
    ],
    colophon: [t('overview.printed_rule'), `${who.agencyName} · ${todayIn(context)}`],
  }
  const { renderPdf } = await import('@gloact/reports/node')
  return ok(sent(renderPdf(document), 'application/pdf', `plan-overview-${language.slice(0, 2)}.pdf`))
}
