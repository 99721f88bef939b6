import type { AgencyEncoding, AttackReport, LinkageAgreement, ListLook } from '@gloact/linkage/private'
import type { TaskProblem } from '../worker/task.ts'

/** What the worker of this page is asked: to make keys, to read the agreement, to look at the list, to encode it. Each reads the files again. */
export type EncodeTask =
  | { readonly kind: 'pair' }
  | { readonly kind: 'agreement'; readonly agreement: File }
  | { readonly kind: 'list'; readonly agreement: File; readonly list: File }
  | {
      readonly kind: 'encode'
      readonly agreement: File
      readonly list: File
      /** What the key holder gave: the project’s key, or the secret. */
      readonly secret: File | string
      /** The agency’s own keys, where the agreement names keys. */
      readonly own: File | null
      /** The bytes of the join kernel: a worker may fetch nothing. */
      readonly kernel: ArrayBuffer
    }

/** An agency’s keys: the text of the file that it keeps, and the part that an agreement names. */
export interface MadePair {
  readonly file: string
  readonly publicKey: string
}

export type EncodeStep = 'encoding' | 'attacking'

/** What the agreement says; its days are those of this device. */
export type ReadAgreement = LinkageAgreement & { readonly expired: boolean }

/** What is recognised of a list, and codes of what was odd in reading it. */
export type ReadList = ListLook & Pick<LinkageAgreement, 'filter'> & { readonly warnings: readonly string[] }

export type Encoded = Omit<AgencyEncoding, 'encodings' | 'dummyCount'> & {
  readonly encodings: Blob
  readonly dummyCount: Blob
}

/** Where attacks found too many: what they found. */
export type EncodeProblem = TaskProblem & { readonly report?: AttackReport }
