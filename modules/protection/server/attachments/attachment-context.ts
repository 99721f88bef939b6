import type { AttachmentStore, VirusScanner } from '@gloact/attachments'
import type { ProtectionContext } from '../file/context.ts'

/** What the use cases about attachments are given beside the rest. */
export interface AttachmentContext extends ProtectionContext {
  readonly attachments: {
    readonly store: AttachmentStore
    /** The largest upload that is taken, in bytes. */
    readonly maxBytes: number
    /** Looks at what is uploaded before it is stored, where this instance has one. */
    readonly scanner?: VirusScanner | null
  }
}
