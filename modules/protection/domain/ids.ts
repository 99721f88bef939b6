import type { Id } from '@gloact/kernel'

export type { ActionId } from '@gloact/ledger'

export type FileId = Id<'file'>

/** The staff that an answer can be restricted to, by what it is about. */
export { AUDIENCES } from '@gloact/forms'
