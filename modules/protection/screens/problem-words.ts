import type { Problem } from '@gloact/http/client'
import type { Messages } from '@gloact/messages'

/** What went wrong, in the words of the session's language. */
export const problemWords = ({ t, has }: Pick<Messages, 't' | 'has'>, problem: Problem): string =>
  t(has(problem.code) ? problem.code : 'http.unexpected_response', problem.params)
