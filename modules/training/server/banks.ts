import { randomInt } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type {
  BankSummary,
  drawTests as drawing,
  importBank as importing,
  writeBank as writing,
} from '../contract/tests.ts'
import { drawForms } from '../domain/draw-forms.ts'
import type { GiftQuestion } from '../domain/gift/gift-question.ts'
import { writeGift } from '../domain/gift/write-gift.ts'
import { writeMoodleXml } from '../domain/moodle-xml/write-moodle-xml.ts'
import { bankRowsApart } from './bank-work.ts'
import { may, notAllowed, sameBytes, scopeOf, sha256, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

const MOST = 200

interface Row {
  readonly id: string
  readonly title: string
  readonly language: string
  readonly imported_at: string
  readonly findings: unknown
  readonly questions: number
  readonly version: number
  readonly categories: BankSummary['categories']
}

const present = (row: Row): BankSummary => ({
  id: row.id,
  title: row.title,
  language: row.language,
  questions: row.questions,
  importedAt: row.imported_at,
  findings: row.findings as BankSummary['findings'],
  version: row.version,
  categories: row.categories,
})

const readBanks = (trx: ScopedTransaction, id: string | null) =>
  sql<Row>`
  select id, title, language, imported_at, findings, version,
    (select count(*)::int from training.question where question.bank_id = bank.id) as questions,
    coalesce((select json_agg(json_build_object('name', name, 'questions', questions) order by name) from (
      select category as name, count(*)::int as questions from training.question
      where question.bank_id = bank.id group by category) each), '[]') as categories
  from training.bank where ${id}::uuid is null or id = ${id}::uuid order by imported_at desc limit ${MOST}`.execute(trx)

export async function listBanks(
  { db }: TrainingContext,
  who: Principal,
): Promise<Result<{ items: BankSummary[] }, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const { rows } = await readInScope(db, scopeOf(who), (trx) => readBanks(trx, null))
  return ok({ items: rows.map(present) })
}

/** Imports a bank: what can be used of it, with what is odd by line. Sent twice, it is imported once. */
export async function importBank(
  { db, clock }: TrainingContext,
  who: Principal,
  { id, title, language, text, replaces }: HandlerInput<typeof importing>['body'],
): Promise<Result<BankSummary, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const read = await bankRowsApart(text)
  if (!read.ok) return read
  const { questions, findings, parts } = read.value
  if (questions === 0) return err(failure('training.bank_empty'))
  const digest = sha256(text)
  const owned = { country: who.country, agency_id: who.agencyId }
  return inScope<BankSummary, Failure>(db, scopeOf(who), async (trx) => {
    const earlier =
      replaces === undefined
        ? undefined
        : await tables(trx).selectFrom('training.bank').select('version').where('id', '=', replaces).executeTakeFirst()
    if (replaces !== undefined && !earlier) return unknown
    const added = await tables(trx)
      .insertInto('training.bank')
      .values({
        ...owned,
        id,
        title,
        language,
        digest,
        findings: findings.json,
        imported_by: who.userId,
        imported_at: clock.now(),
        version: (earlier?.version ?? 0) + 1,
        replaces: replaces ?? null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await tables(trx)
        .selectFrom('training.bank')
        .select('digest')
        .where('id', '=', id)
        .executeTakeFirst()
      if (!before || !sameBytes(before.digest, digest)) return err(failure('training.id_used'))
    } else {
      for (const rows of parts)
        await sql`insert into training.question (country, agency_id, bank_id, id, position, line, name, category, content)
          select ${who.country}, ${who.agencyId}::uuid, ${id}::uuid, id, position, line, name, category, content
          from jsonb_to_recordset(${rows}::jsonb) as held(id uuid, position integer, line integer, name text,
            category text, content jsonb)`.execute(trx)
      await recordAudit(trx, {
        action: 'training.bank_imported',
        object: { kind: 'training.bank', id },
        detail: { questions, findings: findings.count },
      })
    }
    return ok(present((await readBanks(trx, id)).rows[0]!))
  })
}

/** Draws the two forms of an event. Once answers have arrived they stay as they are. */
export async function drawTests(
  { db }: TrainingContext,
  who: Principal,
  eventId: string,
  { bankId, perForm, essays = 0 }: HandlerInput<typeof drawing>['body'],
): Promise<Result<ResponseOf<typeof drawing>, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const seed = randomInt(2 ** 47)
  return inScope<ResponseOf<typeof drawing>, Failure>(db, scopeOf(who), async (trx) => {
    const event = await tables(trx)
      .selectFrom('training.event')
      .select(['id', 'agency_id', 'country'])
      .where('id', '=', eventId)
      .where('agency_id', '=', who.agencyId)
      .forUpdate()
      .executeTakeFirst()
    const bank = await tables(trx).selectFrom('training.bank').select('id').where('id', '=', bankId).executeTakeFirst()
    if (!event || !bank) return unknown
    const answered = await tables(trx)
      .selectFrom('training.attempt')
      .innerJoin('training.test', 'training.test.id', 'training.attempt.test_id')
      .select('training.attempt.id')
      .where('event_id', '=', eventId)
      .executeTakeFirst()
    if (answered) return err(failure('training.test_begun'))
    const drawn = drawForms(await drawnFrom(trx, bankId), { perForm, seed })
    if (!drawn.ok) return drawn
    const marked =
      essays === 0 ? ok({ a: [], b: [] }) : drawForms(await essaysOf(trx, bankId), { perForm: essays, seed })
    if (!marked.ok) return marked
    for (const [kind, questionIds] of [
      ['pre', [...drawn.value.a, ...marked.value.a]],
      ['post', [...drawn.value.b, ...marked.value.b]],
    ] as const) {
      await tables(trx)
        .insertInto('training.test')
        .values({
          id: newId<'test'>(),
          event_id: eventId,
          country: event.country,
          agency_id: event.agency_id,
          kind,
          question_ids: [...questionIds],
          opened_at: null,
          closed_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['event_id', 'kind'])
            .doUpdateSet({ question_ids: [...questionIds], opened_at: null, closed_at: null }),
        )
        .execute()
    }
    await tables(trx)
      .updateTable('training.event')
      .set({ form_seed: String(seed), bank_id: bankId })
      .where('id', '=', eventId)
      .execute()
    await recordAudit(trx, {
      action: 'training.forms_drawn',
      object: { kind: 'training.event', id: eventId },
      detail: { bank: bankId, perForm },
    })
    return ok({ categories: [...drawn.value.categories], easier: drawn.value.easier })
  })
}

/** The questions that a machine marks, each with how many answered it rightly before they were taught, at earlier events. */
async function drawnFrom(trx: ScopedTransaction, bankId: string) {
  const { rows } = await sql<{ id: string; category: string; difficulty: number | null }>`
    select question.id, question.category, before.difficulty
    from training.question left join lateral (
      select avg((attempt.marks ->> question.id::text)::float8) as difficulty
      from training.attempt join training.test on test.id = attempt.test_id
      where test.kind = 'pre' and attempt.number = 1 and attempt.marks ? question.id::text) before on true
    where question.bank_id = ${bankId} and question.content #>> '{answers,type}' <> 'essay'
    order by question.position`.execute(trx)
  return rows
}

async function essaysOf(trx: ScopedTransaction, bankId: string) {
  const { rows } = await sql<{ id: string; category: string; difficulty: null }>`
    select id, '' as category, null as difficulty from training.question
    where bank_id = ${bankId} and content #>> '{answers,type}' = 'essay' order by position`.execute(trx)
  return rows
}

/** A bank as a file that Moodle reads. It holds the right answers: who wrote it is recorded. */
export async function writeBank(
  { db }: TrainingContext,
  who: Principal,
  bankId: string,
  { format }: HandlerInput<typeof writing>['query'],
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'training.run')) return notAllowed
  const found = await inScope<readonly GiftQuestion[], Failure>(db, scopeOf(who), async (trx) => {
    const rows = await tables(trx)
      .selectFrom('training.question')
      .select('content')
      .where('bank_id', '=', bankId)
      .orderBy('position')
      .execute()
    if (rows.length === 0) return unknown
    await recordAudit(trx, {
      action: 'training.bank_written',
      object: { kind: 'training.bank', id: bankId },
      detail: { format },
    })
    return ok(rows.map(({ content }) => content as GiftQuestion))
  })
  if (!found.ok) return found
  const isXml = format === 'moodle_xml'
  const bytes = new TextEncoder().encode(isXml ? writeMoodleXml(found.value) : writeGift(found.value))
  return ok({
    stream: one(bytes),
    contentType: isXml ? 'application/xml; charset=utf-8' : 'text/plain; charset=utf-8',
    length: bytes.length,
    disposition: 'attachment',
    fileName: isXml ? 'bank.xml' : 'bank.gift.txt',
  })
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
