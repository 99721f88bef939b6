import { sql, type RawBuilder } from 'kysely'

/**
 * Whether a file is open to somebody in spite of everything that gives them files: asked by what the server does for them on rows that
 * row-level security does not show them. `column` is that of the file's id.
 */
export const openTo = (userId: string, column: string): RawBuilder<boolean> =>
  sql<boolean>`not exists (select from records.kept_out kept where kept.user_id = ${userId} and kept.file_id = ${sql.ref(column)})`
