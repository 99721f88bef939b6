import type { AgencyEncoding, AttackReport, LinkageAgreement, ListLook } from '@gloact/linkage/private'
import type { TaskProblem } from '../worker/task.ts'

/** What the worker of this page is asked: to read the agreement, to look at the list, to encode it. Each reads the files anew. */
export type EncodeTask =
  | { readonly kind: 'agreement'; readonly agreement: File }
  | { readonly kind: 'list'; readonly agreement: File; readonly list: File }
  | {
      readonly kind: 'encode'
      readonly agreement: File
      readonly list: File
      readonly secret: File | string
      /** The bytes of the join kernel: a worker may fetch nothing. */
      readonly kernel: ArrayBuffer
    }

export type EncodeStep = 'encoding' | 'attacking'

/** What the agreement says; its days are those of this device. */
export type ReadAgreement = LinkageAgreement & { readonly expired: boolean }

/** What is recognised of a list, and codes of what was odd in reading it. */
export type ReadList = ListLook & { readonly warnings: readonly string[] }

export type Encoded = Omit<AgencyEncoding, 'encodings' | 'dummyCount'> & {
  readonly encodings: Blob
  readonly dummyCount: Blob
}

/** Where attacks found too many: what they found. */
export type EncodeProblem = TaskProblem & { readonly report?: AttackReport }
