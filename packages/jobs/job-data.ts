import { isReference, type Reference } from '@gloact/kernel'

/** What a job carries: ids and codes. What it needs besides, its handler reads from the database in a scope of its own. */
export type JobData = Readonly<Record<string, Reference>>

const KEY = /^[a-z][A-Za-z0-9]{0,39}$/

/** Throws (a bug) where a value is no UUID, code, count or truth value. The value is not repeated. */
export function checkJobData(data: JobData): JobData {
  for (const [key, value] of Object.entries(data)) {
    if (!KEY.test(key) || !isReference(value)) throw new TypeError('a job may carry ids and codes only')
  }
  return data
}
