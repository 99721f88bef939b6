import { draftOf, type Draft, type DraftOf } from '@gloact/offline'
import type { ContactDraft } from './contact-draft.ts'

export interface UnsentContact {
  readonly of: DraftOf
  readonly draft: Pick<ContactDraft, 'startedAt' | 'unanswered' | 'searched'>
  /** What the person was called, as far as it was written down. */
  readonly called: string
}

/** The contacts among what is kept on a device: those that were begun, the last one first. */
export const contactsIn = (kept: readonly Draft[]): readonly UnsentContact[] =>
  kept.flatMap(({ key, value }) => {
    const of = draftOf(key)
    const draft = value as unknown as ContactDraft
    return of?.kind === 'contact' && draft.startedAt !== null ? [{ of, draft, called: calledIn(draft) }] : []
  })

/** The first name or nickname that was entered, else what was searched for. */
function calledIn({ identity, searched = '' }: ContactDraft): string {
  const named = Object.entries(identity).find(([path]) =>
    /(^|\/)(nickname|name|full_name|given_names?)$/.test(path),
  )?.[1]
  return named && 'value' in named && typeof named.value === 'string' ? named.value : searched
}
