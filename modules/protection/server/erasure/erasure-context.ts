import type { AttachmentStore } from '@gloact/attachments'
import type { Erases } from '@gloact/module'
import type { ErasureList } from '@gloact/vault'
import type { ProtectionContext } from '../file/context.ts'

/** What erasing needs beside what every use case has. */
export interface ErasureContext extends ProtectionContext {
  readonly erasures: {
    /** Kept with the KEK, so that a restored backup brings nobody back. */
    readonly list: ErasureList
    /** How many days a backup is kept. */
    readonly backupDays: number
    readonly store: AttachmentStore
    /** How each module forgets a person, this one included: every one of them in the erasing transaction. */
    readonly everywhere: () => readonly Erases[]
  }
}
