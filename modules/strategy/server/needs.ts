import { labelOf, type CodeList } from '@gloact/codes'
import { wordsIn, type FormAnswers } from '@gloact/forms'
import type { BytesToSend } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { directionOf } from '@gloact/messages'
import { inScope, readInScope } from '@gloact/postgres'
import { auditOf, titleOf, writeVersion } from '@gloact/registers/server'
import { recordAudit } from '@gloact/audit'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import { sql } from 'kysely'
import { needs } from '../contract/planning.ts'
import { goals } from '../contract/registers.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { may, scopeOf, sentence, todayIn, type StrategyContext } from './context.ts'
import { followingId } from './following-id.ts'

/** Adds what the country asks and nobody has entered yet, each under its number; what is there stays as it was answered. */
export async function beginNeeds(
  context: StrategyContext,
  who: Principal,
): Promise<Result<{ added: number; asked: number }, Failure>> {
  if (!may(who, 'strategy.edit')) return err(failure('strategy.not_allowed'))
  const asked = context.settings.needs
  return inScope<{ added: number; asked: number }, Failure>(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{ code: string }>`select upper(k_code) as code from strategy.need`.execute(trx)
    const known = new Set(rows.map(({ code }) => code))
    let added = 0
    for (const { code, domain, question } of asked) {
      if (known.has(code)) continue
      const id = followingId('need', context.country, code)
      const answers: FormAnswers = { code: { value: code }, domain: { value: domain }, question: { value: question } }
      const written = await writeVersion(trx, needs, undefined, {
        id,
        country: context.country,
        agencyId: who.agencyId,
        by: who.userId,
        at: context.clock.now(),
        how: 'added',
        answers,
        archived: false,
        before: null,
      })
      // Somebody adds them at the same time.
      if (!written) continue
      await recordAudit(trx, auditOf(needs, 'added', id, written))
      added += 1
    }
    return ok({ added, asked: asked.length })
  })
}

interface Row {
  readonly answers: FormAnswers
  readonly goals: readonly FormAnswers[]
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The needs assessment to read and to sign: by domain, the widest gap first, with what the strategy makes of it. */
export async function printNeeds(
  context: StrategyContext,
  who: Principal,
  language: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const { rows } = await readInScope(context.db, scopeOf(who), (trx) =>
    sql<Row>`
      select need.answers, coalesce((
        select jsonb_agg(goal.answers order by goal.k_code) from strategy.goal where goal.id::text = any (need.k_goals)
      ), '[]'::jsonb) as goals
      from strategy.need where archived_at is null order by k_domain, k_gap desc, k_code, id limit 500`.execute(trx),
  )
  const t = (id: string) => sentence(language, `strategy.${id}`)
  const said = (answers: FormAnswers, path: string): string => {
    const value = valueOf(answers[path])
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const words = (title: Readonly<Record<string, string>>): string =>
    wordsIn({ en: '', ...title }, language) || (Object.values(title)[0] ?? '')
  const blocks = [...Map.groupBy(rows, ({ answers }) => said(answers, 'domain'))].flatMap(
    ([domain, own]): ReportBlock[] => [
      { kind: 'heading', level: 2, text: labelOf(FOLLOW_UP_LISTS['need_domain'] as CodeList, domain, language) },
      ...own.flatMap(({ answers, goals: answering }): ReportBlock[] => [
        { kind: 'heading', level: 3, text: `${said(answers, 'code')} ${words(titleOf(needs, answers))}` },
        { kind: 'paragraph', text: said(answers, 'answer') || t('needs.unanswered') },
        {
          kind: 'facts',
          facts: [
            { label: t('needs.sources'), value: said(answers, 'sources') },
            { label: t('needs.consulted'), value: said(answers, 'consulted') },
            { label: t('needs.gap'), value: said(answers, 'gap') },
            {
              label: t('needs.goals'),
              value: answering.map((goal) => `${said(goal, 'code')} ${words(titleOf(goals, goal))}`).join('; '),
            },
          ].filter(({ value }) => value !== ''),
        },
      ]),
    ],
  )
  const document: ReportDocument = {
    title: t('needs.title'),
    language,
    direction: directionOf(language),
    blocks: blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: t('needs.none') }],
    colophon: [`${who.agencyName} · ${todayIn(context)}`],
  }
  // What typesets is large, and read when somebody prints for the first time.
  const { renderDocx } = await import('@gloact/reports/node')
  const body = await renderDocx(document)
  return ok({
    stream: once(body),
    contentType: WORD,
    length: body.length,
    disposition: 'attachment',
    fileName: 'needs-assessment.docx',
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
