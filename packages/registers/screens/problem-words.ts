import type { Messages } from '@gloact/messages'

/** What went wrong, in words. */
export const problemWords = ({ t, has }: Pick<Messages, 't' | 'has'>, problem: { readonly code: string }): string =>
  t(has(problem.code) ? problem.code : 'http.unexpected_response')
