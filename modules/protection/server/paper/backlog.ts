import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { DANGER_CLOCKS } from '../../domain/paper/backlog.ts'
import { ENTERED_DEADLINE_KINDS } from '../../domain/file/file-rules.ts'

/**
 * Files that did not begin here: entered from paper after the fact, or imported. In SQL, on the row of `case_file`.
 */
export const fromBacklog = (): RawBuilder<SqlBool> =>
  sql<SqlBool>`(case_file.import_batch_id is not null or case_file.coded ->> 'backlog' is not distinct from 'true')`

/** Dangers, and days that people here set themselves: those are never put aside. */
const NEVER_ASIDE: string[] = [...DANGER_CLOCKS, ...ENTERED_DEADLINE_KINDS]

/** A clock of a file from the backlog that had passed before the file was entered here; none of a person who is said not to be safe. */
const passed = (): RawBuilder<SqlBool> => sql<SqlBool>`(
  ${fromBacklog()}
  and case_file.coded ->> 'assessment/safe_now' is distinct from 'no'
  and deadline.due_at < (
    select entered.recorded_at from protection.file_action entered
    where entered.file_id = case_file.id and entered.sequence = 1
  )
)`

/**
 * A clock of a file from the backlog that had passed before the file was entered here: nobody can keep it any more. Never
 * one that stands for a danger, and none of a person who is said not to be safe. In SQL, on `case_file` and `deadline`.
 */
export const passedBeforeEntry = (): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${passed()} and deadline.kind <> all (${NEVER_ASIDE}::text[]))`

/** The same of a clock that stands for a danger: a task of its own while there are few, one urgent line where there are many. */
export const dangerBeforeEntry = (): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${passed()} and deadline.kind = any (${[...DANGER_CLOCKS]}::text[]))`
