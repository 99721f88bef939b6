import { createHash } from 'node:crypto'
import { checkContent } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { sourceKind } from '@gloact/law'
import { LARGEST_DOCUMENT, type SourceFormat } from '@gloact/law/source'
import { inScope, readInScope } from '@gloact/postgres'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { ENDINGS } from '../domain/law-words.ts'
import { bytesOf } from './laws.ts'
import { tables } from './tables.ts'

/** Keeps the file that a text was read from. Sent twice, it is there once; another file in its place is refused. */
export async function keepOriginal(
  { db, clock }: Pick<LegislationContext, 'db' | 'clock'>,
  who: Principal,
  { id, format }: { readonly id: string; readonly format: SourceFormat },
  body: AsyncIterable<Uint8Array>,
): Promise<Result<{ format: SourceFormat; sha256: string }, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const bytes = await collected(body)
  if (!bytes) return err(failure('legislation.too_large'))
  if (bytes.length === 0) return err(failure('legislation.no_text'))
  if (!(await isHarmless(bytes, format))) return err(failure('legislation.original_refused'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return inScope<{ format: SourceFormat; sha256: string }, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const text = await tables(trx)
      .selectFrom('legislation.expression')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!text) return unknown
    const added = await tables(trx)
      .insertInto('legislation.original')
      .values({
        expression_id: id,
        country: who.country,
        agency_id: who.agencyId,
        format,
        sha256,
        bytes,
        added_by: who.userId,
        added_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('expression_id')
      .executeTakeFirst()
    if (added) {
      await recordAudit(trx, { action: 'legislation.original_added', object: { kind: 'legislation.expression', id } })
      return ok({ format, sha256 })
    }
    const before = await tables(trx)
      .selectFrom('legislation.original')
      .select(['format', 'sha256'])
      .where('expression_id', '=', id)
      .executeTakeFirst()
    return before?.sha256 === sha256 ? ok(before) : err(failure('legislation.id_used'))
  })
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Whether a file is what it is said to be, and does nothing when it is opened: the same check that every document passes. A web page is
 * never kept: it acts, and its words are in the law.
 */
async function isHarmless(bytes: Uint8Array, format: SourceFormat): Promise<boolean> {
  if (format === 'html') return false
  if (format === 'xml') {
    const xml = new TextDecoder('utf-8').decode(bytes)
    return sourceKind(bytes) === 'xml' && !ACTS.test(xml)
  }
  const content = await checkContent(bytes)
  const wanted = format === 'docx' ? DOCX : format === 'pdf' ? 'application/pdf' : 'text/plain'
  return content.ok && content.value === wanted
}

/** What makes XML a page that runs, or fetches. */
const ACTS =
  /<!\s*(?:DOCTYPE|ENTITY)|<\?xml-stylesheet|<(?:[\w.-]+:)?(?:script|html|svg|iframe|object)[\s/>:]|www\.w3\.org\/(?:1999\/xhtml|2000\/svg)/i

/** The bytes of a body; undefined once they are more than a law's file has. */
async function collected(body: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > LARGEST_DOCUMENT) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/**
 * What a text was read from, as it was given: the file, or the words where they were pasted. It is handed out to be kept, never
 * shown as a page of the platform.
 */
export async function readOriginal(
  { db }: LegislationContext,
  who: Principal,
  id: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const row = await readInScope(db, { ...principalScope(who) }, (trx) =>
    tables(trx)
      .selectFrom('legislation.expression as expression')
      .leftJoin('legislation.original as original', 'original.expression_id', 'expression.id')
      .select(['expression.source', 'original.format', 'original.bytes'])
      .where('expression.id', '=', id)
      .executeTakeFirst(),
  )
  if (!row) return unknown
  const bytes = row.bytes ?? Buffer.from(row.source)
  return ok(bytesOf(bytes, 'application/octet-stream', `law-${id.slice(0, 8)}.${ENDINGS[row.format ?? 'text']}`))
}
