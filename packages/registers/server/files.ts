import { isObjectId, takeIn, type IntakeRefusal, type ObjectId } from '@gloact/attachments'
import { recordAudit, type AuditAction } from '@gloact/audit'
import { fieldsById, fileAnswerOf, type FileAnswer, type FormAnswers } from '@gloact/forms'
import type { BytesToSend } from '@gloact/http/contract'
import { err, failure, ok, valueOf, type Failure, type FieldFailure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Register } from '../register.ts'
import type { RegisterContext, RegisterFiles, RegisterUser } from './context.ts'
import { rowById } from './row-store.ts'

interface FileRow extends FileAnswer {
  readonly field: string
  readonly rowId: string | null
  readonly objectId: string
  readonly uploadedBy: string | null
}

const COLUMNS = sql.raw(
  `id, field, row_id as "rowId", object_id as "objectId", content_type as "contentType", bytes::float8 as bytes, sha256,
   uploaded_by as "uploadedBy"`,
)

const REFUSED = {
  too_large: 'registers.file_too_large',
  refused: 'registers.file_refused',
  no_room: 'registers.no_room',
} as const satisfies Record<IntakeRefusal, string>

/** What is recorded about a row is a document, a picture or a recording: more than this is no document. */
const MOST = 25 * 1024 * 1024

const placeOf = (of: Register, id: string): string => `${of.kind}.file:${id}`

const asAnswer = ({ id, contentType, bytes, sha256 }: FileRow): FileAnswer => ({ id, contentType, bytes, sha256 })

function filesOf<User extends RegisterUser>(of: Register, { files }: RegisterContext<User>): RegisterFiles {
  if (!files) throw new TypeError(`${of.kind} keeps documents and was given no place for them`)
  return files
}

const fileById = async (trx: Database, of: Register, id: string): Promise<FileRow | undefined> =>
  (await sql<FileRow>`select ${COLUMNS} from registers.file where id = ${id} and register = ${of.kind}`.execute(trx))
    .rows[0]

/** Takes in a document for a field. It is nobody's until a row is saved with it; what never is goes with the sweep. */
export async function uploadFile<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  sent: {
    readonly documentId: string
    readonly field: string
    readonly declared: string | undefined
    readonly body: AsyncIterable<Uint8Array>
  },
): Promise<Result<FileAnswer, Failure>> {
  if (!context.may(who, 'edit')) return err(failure('registers.not_allowed'))
  const field = fieldsById(of.form).get(sent.field)?.field
  if (field?.type !== 'file') return err(failure('registers.unknown'))
  const files = filesOf(of, context)
  const key = await files.key()
  const most = Math.min(files.maxBytes, MOST, (field.maxMegabytes ?? MOST) * 1_000_000)
  const taken = await takeIn({ ...files, maxBytes: most }, sent, (bytes) =>
    key.sealStream(placeOf(of, sent.documentId), bytes),
  )
  if (!taken.ok) return err(failure(REFUSED[taken.error]))
  const { objectId, contentType, bytes, sha256 } = taken.value
  const written = await inScope<{ row: FileRow; kept: boolean }, Failure>(
    context.db,
    context.scopeOf(who),
    async (trx) => {
      const { rows } = await sql<FileRow>`
        insert into registers.file (id, country, agency_id, register, field, reach, object_id, content_type, bytes, sha256,
          uploaded_by, uploaded_at)
        values (${sent.documentId}, ${who.country}, ${who.agencyId}, ${of.kind}, ${field.id}, ${of.reach}, ${objectId}, ${contentType},
          ${bytes}, ${sha256}, ${who.userId}, ${context.clock.now()})
        on conflict (id) do nothing returning ${COLUMNS}`.execute(trx)
      if (rows[0]) return ok({ row: rows[0], kept: true })
      const before = await fileById(trx, of, sent.documentId)
      return before?.sha256 === sha256 && before.field === field.id && before.uploadedBy === who.userId
        ? ok({ row: before, kept: false })
        : err(failure('registers.file_differs'))
    },
  )
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value.kept) await files.store.delete(objectId)
  return written.ok ? ok(asAnswer(written.value.row)) : written
}

/** A document of a row, for those who read the row. Where the answer is sealed, that it was opened is audited. */
export async function openFile<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<Result<BytesToSend, Failure>> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  const files = filesOf(of, context)
  const key = await files.key()
  const found = await inScope<FileRow, Failure>(context.db, context.scopeOf(who), async (trx) => {
    const row = await rowById(trx, of, id)
    const file = row && context.may(who, 'read', row) ? await fileById(trx, of, documentId) : undefined
    if (!file || file.rowId !== id) return err(failure('registers.unknown'))
    if (fieldsById(of.form).get(file.field)?.field.sensitivity !== 'open')
      await recordAudit(trx, {
        action: `${of.kind}_read` as AuditAction,
        object: { kind: of.kind, id },
        detail: { document: documentId },
      })
    return ok(file)
  })
  if (!found.ok) return found
  const { objectId, contentType, bytes } = found.value
  const stored = await files.store.get(objectId as ObjectId)
  if (!stored.ok) return err(failure('registers.unknown'))
  return ok({
    stream: key.unsealStream(placeOf(of, documentId), stored.value),
    contentType,
    length: bytes,
    disposition: 'attachment',
    fileName: `document-${documentId}`,
  })
}

/** The documents that answers name, by where they stand. */
function filesIn(of: Register, answers: FormAnswers): readonly (readonly [path: string, answer: FileAnswer])[] {
  if (!of.hasFiles) return []
  const index = fieldsById(of.form)
  return Object.entries(answers).flatMap(([path, answer]) => {
    const file = fileAnswerOf(valueOf(answer))
    return file && index.get(path.split('/').at(-1) ?? path)?.field.type === 'file' ? [[path, file] as const] : []
  })
}

/**
 * What is said to be a document has to be one: of this field, as it was uploaded, and the row's already or uploaded by the person
 * who saves the row. Anything else is not there.
 */
export async function unknownFiles(
  trx: Database,
  of: Register,
  { id, answers, userId }: { readonly id: string; readonly answers: FormAnswers; readonly userId: string },
  under: string,
): Promise<readonly FieldFailure[]> {
  const failures: FieldFailure[] = []
  for (const [path, answer] of filesIn(of, answers)) {
    const file = await fileById(trx, of, answer.id)
    const meant =
      file !== undefined &&
      file.field === path.split('/').at(-1) &&
      file.contentType === answer.contentType &&
      file.bytes === answer.bytes &&
      file.sha256 === answer.sha256 &&
      (file.rowId === id || (file.rowId === null && file.uploadedBy === userId))
    if (!meant) failures.push({ pointer: `${under}/${path.replaceAll('/', '~1')}`, code: 'forms.unknown_file' })
  }
  return failures
}

/** From now on the documents that the row names are the row's. */
export async function keepFiles(trx: ScopedTransaction, of: Register, id: string, answers: FormAnswers): Promise<void> {
  const ids = filesIn(of, answers).map(([, answer]) => answer.id)
  if (ids.length === 0) return
  await sql`update registers.file set row_id = ${id} where id = any (${ids}::uuid[]) and row_id is null`.execute(trx)
}

/** Which of these objects are documents of registers that a row was saved with: for the sweep of attachments, which leaves them. */
export async function keptFiles(db: Database, country: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isObjectId)
  if (wanted.length === 0) return new Set()
  const { rows } = await readInScope(db, systemScope(country), (trx) =>
    sql<{ id: string }>`
      select object_id as id from registers.file where row_id is not null and object_id = any (${wanted}::text[])`.execute(
      trx,
    ),
  )
  return new Set(rows.map(({ id }) => id))
}
