import { handover } from '@gloact/ui/handover'

/** What was typed elsewhere to search for. */
export interface WantedSearch {
  readonly text: string
  /** It is a file's number: where there is such a file, it opens at once. */
  readonly opens?: boolean
}

/** To the search page: a person's name never stands in an address. */
export const toSearch = handover<WantedSearch>()

/** To the first contact: who was searched for and not found, so that nobody types the name again. */
export const toContact = handover<string>()

export function forgetSearches(): void {
  toSearch.forget()
  toContact.forget()
}
