import { draftOf } from '@gloact/offline'

/** What kind of thing was typed and not sent; told by the draft's key, which holds ids only. */
export const DRAFT_KINDS = ['contact', 'backlog', 'answers', 'unfit', 'panel', 'consent', 'third', 'form'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** The kind of a draft; undefined for what the device keeps that nobody typed (the country's rules, a file's number). */
export const kindOfDraft = (key: string): DraftKind | undefined => {
  const of = draftOf(key)
  return DRAFT_KINDS.find((one) => one === of?.kind)
}

/** Whether a draft counts as not sent yet. Stands apart so that the first screen need not load what a file consists of. */
export const countsAsUnsent = (key: string): boolean => kindOfDraft(key) !== undefined
