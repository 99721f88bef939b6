import type { AttachmentStore } from '@gloact/attachments'
import type { ErasureList } from '@gloact/vault'
import type { ProtectionContext } from '../context.ts'

/** What erasing needs beside what every use case has. */
export interface ErasureContext extends ProtectionContext {
  readonly erasures: {
    /** Kept with the KEK, so that a restored backup brings nobody back. */
    readonly list: ErasureList
    /** How many days a backup is kept. */
    readonly backupDays: number
    readonly store: AttachmentStore
  }
}
