import type { Principal } from '@gloact/identity/contract/principal'
import type { Task } from '@gloact/module'
import { readInScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

/**
 * Says in each task of a child's whose it is, by the number of the child's file. A request belongs to no file: its page and its tasks call it
 * by the code that follows from its id.
 */
export async function numberTasks(
  context: TracingContext,
  who: Principal,
  tasks: readonly Task[],
): Promise<readonly Task[]> {
  if (tasks.length === 0) return tasks
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const rows = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select(['id', 'file_id as fileId'])
      .where(
        'id',
        'in',
        tasks.map(({ about }) => about.id),
      )
      .where('file_id', 'is not', null)
      .execute()
    const files = new Map(rows.flatMap(({ id, fileId }) => (fileId === null ? [] : [[id, fileId] as const])))
    const numbers = await context.files.numbers(trx, [...new Set(files.values())])
    return tasks.map((task) => {
      const number = numbers.get(files.get(task.about.id) ?? '')
      return number === undefined ? task : { ...task, details: { ...task.details, number } }
    })
  })
}
