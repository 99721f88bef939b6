import type { Messages } from '@gloact/messages'

/** A problem as far as words for it need it: its code has a message of the same id. */
export interface Refused {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

/** What went wrong, in the words of the session's language. */
export const problemWords = ({ t, has }: Pick<Messages, 't' | 'has'>, { code, params }: Refused): string =>
  t(has(code) ? code : 'http.unexpected_response', params)
