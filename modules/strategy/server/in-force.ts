import type { FormAnswers } from '@gloact/forms'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, dateIn, ok, valueOf, type Result } from '@gloact/kernel'
import { readInScope, type Database } from '@gloact/postgres'
import { titleOf } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { FollowedIn, listInForce as listing } from '../contract/in-force.ts'
import { frameworks } from '../contract/prevention.ts'
import { editionsFor, type Edition, type FrameworkVersion } from '../domain/editions.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

interface StoredVersion {
  readonly id: string
  readonly at: string
  readonly archived: boolean
  /** Of its answers, what says what it is and when it is followed; not the items of a standard. */
  readonly answers: FormAnswers
}

type Shown = Edition & { readonly title: Readonly<Record<string, string>>; readonly page: string | null }

const text = (answers: FormAnswers, path: string): string | null => {
  const value = valueOf(answers[path])
  return typeof value === 'string' && value !== '' ? value : null
}

/** Each edition that was in force for something that people do, with the time in which it was. */
export async function editionsOf(
  trx: Database,
  { calendar }: Pick<StrategyContext, 'calendar'>,
  use: FollowedIn,
): Promise<readonly Shown[]> {
  const { rows } = await sql<StoredVersion>`
    select row_id as id, at, archived, jsonb_strip_nulls(jsonb_build_object('title', answers -> 'title', 'edition', answers -> 'edition',
      'state', answers -> 'state', 'page', answers -> 'page', 'used_in', answers -> 'used_in', 'adopted_on', answers -> 'adopted_on',
      'replaces', answers -> 'replaces')) as answers
    from strategy.framework_history
    where row_id in (select id from strategy.framework where ${use} = any (k_used_in) order by id limit 200)
    order by row_id, version limit 2000`.execute(trx)
  const versions = rows.map(({ id, at, archived, answers }): FrameworkVersion => {
    const uses = valueOf(answers['used_in'])
    return {
      id,
      on: dateIn(asInstant(new Date(at).toISOString()), calendar.timeZone),
      edition: text(answers, 'edition') ?? '',
      state: text(answers, 'state') ?? '',
      archived,
      uses: Array.isArray(uses) ? uses.map(String) : [],
      adoptedOn: text(answers, 'adopted_on'),
      replaces: text(answers, 'replaces'),
    }
  })
  return editionsFor(use, versions).map((edition) => {
    // As it was last called under this edition.
    const { answers } = rows.findLast(
      (row) => row.id === edition.id && (text(row.answers, 'edition') ?? '') === edition.edition,
    )!
    return { ...edition, title: { ...titleOf(frameworks, answers) }, page: text(answers, 'page') }
  })
}

/** It is no secret of the plan: who follows a procedure has to find it, and which one was followed then. */
export async function listInForce(
  context: StrategyContext,
  who: Principal,
  use: FollowedIn,
): Promise<Result<ResponseOf<typeof listing>, never>> {
  const editions = await readInScope(context.db, scopeOf(who), (trx) => editionsOf(trx, context, use))
  const mayRead = may(who, 'strategy.read')
  return ok({
    items: editions.map((edition) => ({
      ...edition,
      title: { ...edition.title },
      to: mayRead ? `${frameworks.path}/${edition.id}` : null,
    })),
  })
}
