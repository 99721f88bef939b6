import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Instruction, Outcome } from '@gloact/law/amend'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import type * as contract from '../contract/amendments.ts'
import type { LawEntry } from '../contract/laws.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { keepText, presentLaw } from './laws.ts'
import { amendApart, type AmendedText } from './law-work.ts'
import { tables } from './tables.ts'

/** A text of a law with the law that it is of. */
export async function textOf(trx: Database, id: string) {
  const row = await tables(trx)
    .selectFrom('legislation.expression as expression')
    .innerJoin('legislation.law as law', 'law.id', 'expression.law_id')
    .select(['expression.id', 'expression.language', 'expression.valid_from', 'expression.akn', 'law.id as law_id'])
    .select(['law.title', 'law.type', 'law.number', 'law.made_on'])
    .where('expression.id', '=', id)
    .executeTakeFirst()
  return row
}

interface ToApply {
  readonly id: string
  readonly lawId: string
  readonly beforeId: string
  readonly afterId: string
  readonly amendingId: string
  readonly inForceOn: string
  readonly instructions: readonly Instruction[]
}

type ToAmend = NonNullable<Awaited<ReturnType<typeof textOf>>>

/** A law's text after the instructions. A kept text never changes, so that it may be read before the transaction that writes the next. */
const nextText = (
  { country }: Principal,
  { akn, language, type, number, title, made_on: date }: ToAmend,
  expressionDate: string,
  instructions: readonly Instruction[],
): Promise<Result<AmendedText, Failure>> =>
  amendApart({
    akn,
    language,
    instructions,
    identity: { type, country, date, number, title, expressionDate, amends: true },
  })

/** Applies the instructions of an amending law: the next text of the law that it amends. Sent twice, it is applied once. */
export async function amendLaw(
  { db, clock }: LegislationContext,
  who: Principal,
  lawId: string,
  body: HandlerInput<typeof contract.amendLaw>['body'],
): Promise<Result<LawEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const before = await readInScope(db, { ...principalScope(who) }, (trx) => textOf(trx, body.beforeId))
  if (!before || before.law_id !== lawId) return unknown
  // Before the transaction, which would hold a connection meanwhile.
  const ready = await nextText(who, before, body.inForceOn, body.instructions)
  return inScope<LawEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const applied = await applyAmendment(trx, who, clock.now(), { ...body, lawId }, ready)
    return applied.ok ? presentLaw(trx, lawId) : applied
  })
}

/** The same, in the transaction that enacts a bill. */
export async function applyAmendment(
  trx: Database,
  who: Principal,
  now: string,
  { id, lawId, beforeId, afterId, amendingId, inForceOn, instructions }: ToApply,
  ready?: Result<AmendedText, Failure>,
): Promise<Result<readonly Outcome[], Failure>> {
  const sent = await tables(trx)
    .selectFrom('legislation.amendment')
    .select(['law_id', 'before_id', 'after_id', 'amending_id', 'outcomes'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (sent) {
    const same = sent.law_id === lawId && sent.before_id === beforeId && sent.after_id === afterId
    return same && sent.amending_id === amendingId ? ok(sent.outcomes) : err(failure('legislation.id_used'))
  }
  const [before, amending] = [await textOf(trx, beforeId), await textOf(trx, amendingId)]
  if (!before || before.law_id !== lawId || !amending) return unknown
  if (inForceOn < before.made_on || inForceOn < amending.made_on || amending.made_on < before.made_on) {
    return err(failure('legislation.before_law'))
  }
  if (amending.law_id === lawId || (await amendsBack(trx, lawId, amending.law_id, inForceOn))) {
    return err(failure('legislation.circular'))
  }
  const later = await tables(trx)
    .selectFrom('legislation.expression')
    .select('valid_from')
    .where('law_id', '=', lawId)
    .where('language', '=', before.language)
    .where('valid_from', '>', before.valid_from)
    .orderBy('valid_from')
    .executeTakeFirst()
  // From two texts that begin alike, one would lose what the other's law ordered.
  if (later) return err(failure(later.valid_from === inForceOn ? 'legislation.same_day' : 'legislation.later_amended'))
  if (inForceOn === before.valid_from) return err(failure('legislation.same_day'))
  if (inForceOn < before.valid_from) return err(failure('legislation.later_amended'))
  const amended = await (ready ?? nextText(who, before, inForceOn, instructions))
  if (!amended.ok) return amended
  const { outcomes, text } = amended.value
  if (!text) throw new Error('a text was asked for')
  const { language } = before
  const kept = await keepText(trx, who, now, { id: afterId, lawId, language, validFrom: inForceOn, text })
  if (!kept.ok) return kept
  await tables(trx)
    .insertInto('legislation.amendment')
    .values({
      id,
      country: who.country,
      agency_id: who.agencyId,
      law_id: lawId,
      before_id: beforeId,
      amending_id: amendingId,
      after_id: afterId,
      outcomes: JSON.stringify(outcomes),
      made_by: who.userId,
      made_at: now,
    })
    .execute()
  await recordAudit(trx, {
    action: 'legislation.law_amended',
    object: { kind: 'legislation.law', id: lawId },
    detail: {
      instructions: outcomes.length,
      applied: outcomes.filter(({ problem }) => problem === null).length,
    },
  })
  return ok(outcomes)
}

/** Whether the law itself amends the one that is to amend it, from the same day on or later: each would rest on the other. */
async function amendsBack(trx: Database, lawId: string, amendingLaw: string, inForceOn: string): Promise<boolean> {
  const back = await tables(trx)
    .selectFrom('legislation.amendment as amendment')
    .innerJoin('legislation.expression as amending', 'amending.id', 'amendment.amending_id')
    .innerJoin('legislation.expression as after', 'after.id', 'amendment.after_id')
    .select('amendment.id')
    .where('amendment.law_id', '=', amendingLaw)
    .where('amending.law_id', '=', lawId)
    .where('after.valid_from', '>=', inForceOn)
    .executeTakeFirst()
  return back !== undefined
}

/** The amendments of a law, the latest first. */
export async function listAmendments(
  { db }: LegislationContext,
  who: Principal,
  lawId: string,
): Promise<Result<{ items: contract.AmendmentView[] }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  return readInScope(db, { ...principalScope(who) }, async (trx) => {
    const law = await presentLaw(trx, lawId)
    if (!law.ok) return law
    const rows = await tables(trx)
      .selectFrom('legislation.amendment as amendment')
      .innerJoin('legislation.expression as after', 'after.id', 'amendment.after_id')
      .innerJoin('legislation.expression as amending', 'amending.id', 'amendment.amending_id')
      .innerJoin('legislation.law as law', 'law.id', 'amending.law_id')
      .select(['amendment.id', 'before_id', 'after_id', 'amending_id', 'outcomes', 'after.valid_from', 'law.title'])
      .where('amendment.law_id', '=', lawId)
      .orderBy('after.valid_from', 'desc')
      .execute()
    return ok({
      items: rows.map((row) => ({
        id: row.id,
        beforeId: row.before_id,
        afterId: row.after_id,
        amendingId: row.amending_id,
        amendingTitle: row.title,
        inForceOn: asPlainDate(row.valid_from),
        outcomes: row.outcomes.map(({ instruction: { action, at }, ...outcome }) => ({ action, at, ...outcome })),
      })),
    })
  })
}

/** Which text of a law was in force on a day. */
export async function lawOn(
  { db }: LegislationContext,
  who: Principal,
  lawId: string,
  { on, language }: HandlerInput<typeof contract.lawOn>['query'],
): Promise<Result<{ expressionId: string | null }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  return readInScope(db, { ...principalScope(who) }, async (trx) => {
    const law = await presentLaw(trx, lawId)
    if (!law.ok) return law
    const { expressions } = law.value
    // They are listed the latest first.
    const there = expressions.find((text) => text.language === language && text.validFrom <= on)
    return ok({ expressionId: there?.id ?? null })
  })
}
