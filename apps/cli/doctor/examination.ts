import type { Finding } from '@gloact/module'
import type { InstanceKind } from '../instance-files.ts'
import type { OpenInstance } from '../with-instance.ts'
import type { Settings } from '../settings.ts'

export type { Finding } from '@gloact/module'

export interface Subject {
  readonly settings: Settings
  /** Whether the data folder was set up for real people, for the demonstration, or not at all yet. */
  readonly kind: InstanceKind
  /** The server that runs on the data folder. */
  readonly serverUrl: string | undefined
  /** The database where it could be opened; otherwise why not. */
  readonly database: AskedDatabase | { readonly missing: string }
}

/** The database as the examinations ask it. */
export type AskedDatabase = Pick<OpenInstance, 'db' | 'migratorUrl'> & { readonly listenUrl: string }

/** One thing that `doctor` looks at. */
export interface Examination {
  readonly name: string
  /** Why it matters, for somebody who reads it for the first time. */
  readonly why: string
  examine(subject: Subject): Promise<Finding> | Finding
}

/** Asks the database, or says that it could not be asked. */
export function askDatabase(
  ask: (database: AskedDatabase, subject: Subject) => Promise<Finding>,
): Examination['examine'] {
  return (subject) => {
    if ('missing' in subject.database) return { state: 'skipped', found: 'The database could not be queried.' }
    return ask(subject.database, subject)
  }
}
