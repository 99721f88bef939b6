import { createHash } from 'node:crypto'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Clock, type Failure, type Result } from '@gloact/kernel'
import type { SourceFormat } from '@gloact/law/source'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import type { LawFormat } from '../contract/laws.ts'
import { exportExpression } from './law-files.ts'
import { addExpression, addLaw } from './laws.ts'
import { keepOriginal } from './originals.ts'
import { tables } from './tables.ts'

export { readSource as readLawFile } from './commands/read-source.ts'

/** What a command that has opened the instance gives to read and write the library of an agency. */
export interface LawStore {
  readonly db: Database
  readonly clock: Clock
  /** Who acts: the system in the name of an agency. */
  readonly who: Principal
}

/** The system as a legal officer of an agency. */
export const librarian = (
  actor: string,
  {
    id,
    name,
    type,
  }: { readonly id: Principal['agencyId']; readonly name: string; readonly type: Principal['agencyType'] },
  country: string,
): Principal => ({
  userId: actor as Principal['userId'],
  agencyId: id,
  agencyName: name,
  agencyType: type,
  country,
  teamIds: [],
  roles: ['legal_officer'],
  scope: 'none',
  displayName: '',
  language: 'en',
  demo: false,
  secondFactor: 'not_required',
})

export interface LawToImport {
  /** The id or the title of a law of the library to which this is another text; null for a new law. */
  readonly law: string | null
  readonly title: string
  readonly type: 'act' | 'bill'
  readonly number: string
  readonly madeOn: string
  readonly validFrom: string
  readonly language: string
  readonly text: string
  readonly format: SourceFormat
  readonly bytes: Uint8Array
}

export interface ImportedLaw {
  readonly lawId: string
  readonly expressionId: string
  /** Whether it was there before. */
  readonly already: boolean
}

/** The same id for the same words: imported twice, it is there once. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Imports a law's file into the library, with the file as it was. */
export async function importLaw(store: LawStore, sent: LawToImport): Promise<Result<ImportedLaw, Failure>> {
  const { who } = store
  const { title, type, number, language, text: source, format, bytes } = sent
  const validFrom = asPlainDate(sent.validFrom)
  const known = sent.law === null ? null : await lawNamed(store, sent.law)
  if (known !== null && !known.ok) return known
  const lawId = known?.value ?? idOf(who.agencyId, type, title, number, sent.madeOn)
  const expressionId = idOf(lawId, language, validFrom, source)
  const already = await isThere(store, expressionId)
  const added = known
    ? await addExpression(store, who, lawId, { id: expressionId, language, validFrom, source })
    : await addLaw(store, who, {
        id: lawId,
        expressionId,
        title,
        type,
        number,
        madeOn: asPlainDate(sent.madeOn),
        language,
        validFrom,
        source,
      })
  if (!added.ok) return added
  // A web page acts when it is opened: its words are kept, and not the page.
  if (format !== 'text' && format !== 'html') {
    const kept = await keepOriginal(store, who, { id: expressionId, format }, once(bytes))
    if (!kept.ok) return kept
  }
  return ok({ lawId, expressionId, already })
}

export interface LawToExport {
  readonly law: string
  /** Which of its texts: the latest that is in force on this day, in this language. */
  readonly on: string
  readonly language: string | null
  readonly format: LawFormat
}

/** A law's text as a file, as it was in force on a day. */
export async function exportLaw(
  store: LawStore,
  { law, on, language, format }: LawToExport,
): Promise<Result<{ bytes: Uint8Array; validFrom: string; language: string }, Failure>> {
  const named = await lawNamed(store, law)
  if (!named.ok) return named
  const texts = await readInScope(store.db, systemScope(store.who.country), (trx) =>
    tables(trx)
      .selectFrom('legislation.expression')
      .select(['id', 'language', 'valid_from'])
      .where('law_id', '=', named.value)
      .where('agency_id', '=', store.who.agencyId)
      .where('valid_from', '<=', on)
      .orderBy('valid_from', 'desc')
      .orderBy('language')
      .execute(),
  )
  const text = texts.find((one) => language === null || one.language === language)
  if (!text) return err(failure('legislation.no_text_then'))
  const file = await exportExpression(store, store.who, text.id, format)
  if (!file.ok) return file
  const pieces: Uint8Array[] = []
  for await (const piece of file.value.stream) pieces.push(piece)
  return ok({ bytes: Buffer.concat(pieces), validFrom: text.valid_from, language: text.language })
}

/** A law of the agency's library by its id or exact title; several of one title are told apart by their ids. */
async function lawNamed({ db, who }: LawStore, named: string): Promise<Result<string, Failure>> {
  const laws = await readInScope(db, systemScope(who.country), (trx) =>
    tables(trx).selectFrom('legislation.law').select(['id', 'title']).where('agency_id', '=', who.agencyId).execute(),
  )
  const those = laws.filter(({ id, title }) => id === named || title === named)
  const [law] = those
  if (!law) return err(failure('legislation.law_unknown'))
  return those.length === 1
    ? ok(law.id)
    : err(failure('legislation.several_laws', { params: { ids: those.map(({ id }) => id).join(' ') } }))
}

const isThere = ({ db, who }: LawStore, id: string): Promise<boolean> =>
  readInScope(db, systemScope(who.country), async (trx) => {
    const row = tables(trx).selectFrom('legislation.expression').select('id').where('id', '=', id)
    return (await row.executeTakeFirst()) !== undefined
  })

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
