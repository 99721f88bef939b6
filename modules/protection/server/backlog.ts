import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { DANGER_CLOCKS } from '../domain/backlog.ts'

/**
 * Files that did not begin here: entered from paper after the fact, or imported. In SQL, on the row of `case_file`.
 */
export const fromBacklog = (): RawBuilder<SqlBool> =>
  sql<SqlBool>`(case_file.import_batch_id is not null or case_file.coded ->> 'backlog' is not distinct from 'true')`

/**
 * A clock of a file from the backlog that had passed before the file was entered here: nobody can keep it any more. Never
 * one that stands for a danger, and none of a person who is said not to be safe. In SQL, on `case_file` and `deadline`.
 */
export const passedBeforeEntry = (): RawBuilder<SqlBool> => sql<SqlBool>`(
  ${fromBacklog()}
  and deadline.kind <> all (${[...DANGER_CLOCKS]}::text[])
  and case_file.coded ->> 'assessment/safe_now' is distinct from 'no'
  and deadline.due_at < (
    select entered.recorded_at from protection.file_action entered
    where entered.file_id = case_file.id and entered.sequence = 1
  )
)`
