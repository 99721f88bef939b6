import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Register } from '../register.ts'
import { foldText } from '../search-text.ts'
import { idInText, sheetFields, type SheetReferences } from '../sheet.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { titleOf } from './read-rows.ts'

/** How many rows of another register a table may refer to. */
const MOST = 20_000

/**
 * What the rows are called that a register's fields refer to, for its tables: by the one field that no two rows share (a code),
 * where there is one, else by title and id.
 */
export async function sheetReferences<User extends RegisterUser>(
  trx: Database,
  of: Register,
  context: RegisterContext<User>,
): Promise<SheetReferences> {
  const texts = new Map<string, string>()
  const ids = new Map<string, string | null>()
  const kinds = new Set(
    sheetFields(of).flatMap((field) =>
      field.type === 'reference' || field.type === 'references' ? [field.register] : [],
    ),
  )
  for (const to of context.references ?? []) {
    if (!kinds.has(to.kind)) continue
    const { rows } = await sql<{ id: string; answers: FormAnswers }>`
      select id, answers from ${sql.table(to.kind)} order by archived_at is not null, id limit ${MOST}`.execute(trx)
    const code = to.unique.find((fields) => fields.length === 1)?.[0]
    for (const { id, answers } of rows) {
      const coded = code === undefined ? undefined : valueOf(answers[code])
      const title = Object.values(titleOf(to, answers))
      texts.set(`${to.kind}|${id}`, typeof coded === 'string' ? coded : `${title[0] ?? ''} [${id}]`)
      for (const text of [...(typeof coded === 'string' ? [coded] : []), ...title]) {
        const key = `${to.kind}|${foldText(text)}`
        // Two that are called alike are neither, unless one of them is archived: those come last.
        if (!ids.has(key)) ids.set(key, id)
        else if (ids.get(key) !== id && text !== coded) ids.set(key, null)
      }
    }
  }
  return {
    textOf: (register, id) => texts.get(`${register}|${id}`) ?? id,
    idOf: (register, text) => idInText(text) ?? ids.get(`${register}|${foldText(text)}`) ?? undefined,
  }
}
