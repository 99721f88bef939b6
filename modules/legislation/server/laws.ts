import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { AddressedProvision } from '@gloact/law'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type * as contract from '../contract/laws.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { indexText } from './index-texts.ts'
import { addressedApart, readApart } from './law-work.ts'
import { correctionOf, type KeptText } from './read-source.ts'
import { tables } from './tables.ts'

const MOST = 1000

interface Law {
  readonly id: string
  readonly title: string
  readonly type: 'act' | 'bill'
  readonly number: string
  readonly made_on: string
}

const COLUMNS = ['id', 'title', 'type', 'number', 'made_on'] as const

/** The laws of the asker's agency: row-level security shows no other. */
export async function listLaws(
  { db }: LegislationContext,
  who: Principal,
): Promise<Result<{ items: contract.LawEntry[]; mayEdit: boolean }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const items = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const laws = await tables(trx)
      .selectFrom('legislation.law')
      .select(COLUMNS)
      .orderBy('title')
      .orderBy('id')
      .limit(MOST)
      .execute()
    return presented(trx, laws)
  })
  return ok({ items, mayEdit: may(who, 'legislation.edit') })
}

async function presented(trx: Database, laws: readonly Law[]): Promise<contract.LawEntry[]> {
  const texts =
    laws.length === 0
      ? []
      : await tables(trx)
          .selectFrom('legislation.expression')
          .select(['id', 'law_id', 'language', 'valid_from', 'added_at'])
          .where(
            'law_id',
            'in',
            laws.map(({ id }) => id),
          )
          .orderBy('valid_from', 'desc')
          .orderBy('language')
          .execute()
  return laws.map(({ id, title, type, number, made_on: madeOn }) => ({
    id,
    title,
    type,
    number,
    madeOn: asPlainDate(madeOn),
    expressions: texts
      .filter((text) => text.law_id === id)
      .map((text) => ({
        id: text.id,
        language: text.language,
        validFrom: asPlainDate(text.valid_from),
        addedAt: text.added_at,
      })),
  }))
}

const lawOf = (trx: Database, id: string) =>
  tables(trx).selectFrom('legislation.law').select(COLUMNS).where('id', '=', id).executeTakeFirst()

export async function presentLaw(trx: Database, id: string): Promise<Result<contract.LawEntry, Failure>> {
  const law = await lawOf(trx, id)
  const [entry] = law ? await presented(trx, [law]) : []
  return entry ? ok(entry) : unknown
}

/** Imports a law with its first text. Sent twice, it is there once; the same id with other content is refused. */
export async function addLaw(
  { db, clock }: Pick<LegislationContext, 'db' | 'clock'>,
  who: Principal,
  body: HandlerInput<typeof contract.addLaw>['body'],
): Promise<Result<contract.LawEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const { id, expressionId, title, type, number, madeOn, language, validFrom, source, corrections } = body
  if (validFrom < madeOn) return err(failure('legislation.before_law'))
  const identity = { type, country: who.country, date: madeOn, number, title, expressionDate: validFrom }
  const read = await readApart({ source, language, identity, corrections: corrections?.map(correctionOf) ?? [] })
  if (!read.ok) return read
  const text = read.value
  return inScope<contract.LawEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const added = await tables(trx)
      .insertInto('legislation.law')
      .values({
        id,
        country: who.country,
        agency_id: who.agencyId,
        title,
        type,
        number,
        made_on: madeOn,
        added_by: who.userId,
        added_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) {
      const before = await lawOf(trx, id)
      const same = before?.title === title && (await sameText(trx, expressionId, id, text))
      return same ? presentLaw(trx, id) : err(failure('legislation.id_used'))
    }
    await recordAudit(trx, { action: 'legislation.law_added', object: { kind: 'legislation.law', id } })
    const kept = await keepText(trx, who, clock.now(), { id: expressionId, lawId: id, language, validFrom, text })
    return kept.ok ? presentLaw(trx, id) : kept
  })
}

/** Adds what a law says from another day on, or in another language. */
export async function addExpression(
  { db, clock }: Pick<LegislationContext, 'db' | 'clock'>,
  who: Principal,
  lawId: string,
  body: HandlerInput<typeof contract.addExpression>['body'],
): Promise<Result<contract.LawEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const { id, language, validFrom, source, corrections } = body
  const law = await readInScope(db, { ...principalScope(who) }, (trx) => lawOf(trx, lawId))
  if (!law) return unknown
  if (validFrom < law.made_on) return err(failure('legislation.before_law'))
  const { type, number, title, made_on: date } = law
  const identity = { type, country: who.country, date, number, title, expressionDate: validFrom, amends: true }
  const read = await readApart({ source, language, identity, corrections: corrections?.map(correctionOf) ?? [] })
  if (!read.ok) return read
  const text = read.value
  return inScope<contract.LawEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const kept = await keepText(trx, who, clock.now(), { id, lawId, language, validFrom, text })
    return kept.ok ? presentLaw(trx, lawId) : kept
  })
}

interface TextToKeep {
  readonly id: string
  readonly lawId: string
  readonly language: string
  readonly validFrom: string
  readonly text: KeptText
}

export async function keepText(
  trx: Database,
  who: Principal,
  now: string,
  { id, lawId, language, validFrom, text }: TextToKeep,
): Promise<Result<undefined, Failure>> {
  const mine = { country: who.country, agency_id: who.agencyId }
  const added = await tables(trx)
    .insertInto('legislation.expression')
    .values({
      ...mine,
      id,
      law_id: lawId,
      language,
      valid_from: validFrom,
      source: text.source,
      source_sha256: text.sha256,
      akn: text.akn,
      added_by: who.userId,
      added_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    if (await sameText(trx, id, lawId, text)) return ok(undefined)
    const taken = await tables(trx)
      .selectFrom('legislation.expression')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    const day = await tables(trx)
      .selectFrom('legislation.expression')
      .select('id')
      .where('law_id', '=', lawId)
      .where('language', '=', language)
      .where('valid_from', '=', validFrom)
      .executeTakeFirst()
    return err(failure(taken === undefined && day !== undefined ? 'legislation.same_day' : 'legislation.id_used'))
  }
  for (const rows of text.provisions)
    await sql`insert into legislation.provision (expression_id, country, agency_id, eid, position, kind, num, heading, words, digest)
      select ${id}::uuid, ${who.country}, ${who.agencyId}::uuid, eid, position, kind, num, heading, words, digest
      from jsonb_to_recordset(${rows}::jsonb) as held(eid text, position integer, kind text, num text, heading text,
        words text, digest text)`.execute(trx)
  await indexText(trx, { id, lawId, language, country: who.country, agencyId: who.agencyId }, text.index)
  await recordAudit(trx, {
    action: 'legislation.expression_added',
    object: { kind: 'legislation.expression', id },
    detail: { law: lawId },
  })
  return ok(undefined)
}

async function sameText(trx: Database, id: string, lawId: string, { sha256 }: KeptText): Promise<boolean> {
  const before = await tables(trx)
    .selectFrom('legislation.expression')
    .select(['law_id', 'source_sha256'])
    .where('id', '=', id)
    .executeTakeFirst()
  return before?.law_id === lawId && before.source_sha256 === sha256
}

/** A law's text, provision by provision. */
export async function readExpression(
  { db }: LegislationContext,
  who: Principal,
  id: string,
): Promise<Result<contract.LawTextView, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const found = await readInScope(db, { ...principalScope(who) }, async (trx) => {
    const row = await tables(trx)
      .selectFrom('legislation.expression')
      .select(['id', 'law_id', 'language', 'valid_from', 'source_sha256', 'akn'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return unknown
    const law = await presentLaw(trx, row.law_id)
    if (!law.ok) return law
    const original = await tables(trx)
      .selectFrom('legislation.original')
      .select(['format', 'sha256'])
      .where('expression_id', '=', id)
      .executeTakeFirst()
    return ok({ row, law: law.value, original: original ?? null })
  })
  if (!found.ok) return found
  const { row, law, original } = found.value
  const text = await addressedApart(row)
  if (!text.ok) return text
  const { longTitle, preface, preamble, provisions } = text.value
  return ok({
    law,
    id,
    language: row.language,
    validFrom: asPlainDate(row.valid_from),
    sha256: row.source_sha256,
    original,
    longTitle,
    preface: [...preface],
    preamble: [...preamble],
    provisions: inOrder(provisions, 0),
  })
}

const inOrder = (provisions: readonly AddressedProvision[], depth: number): contract.ProvisionView[] =>
  provisions.flatMap(({ eId, kind, num, heading, text, children, after }) => [
    { eId, depth, kind, num, heading, text: [...text], after: [...after] },
    ...inOrder(children, depth + 1),
  ])

export const bytesOf = (bytes: Uint8Array, contentType: string, fileName: string): BytesToSend => ({
  stream: once(bytes),
  contentType,
  length: bytes.length,
  disposition: 'attachment',
  fileName,
})

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
