import type { LawText } from '@gloact/law'
import { bodyOf } from '@gloact/law/amend'
import type { LawTextView } from '../contract/laws.ts'

/** A text that was read from the server as a law's text, to amend it or to compare it. */
export const lawTextOf = ({ language, longTitle, preface, preamble, provisions }: LawTextView): LawText => ({
  language,
  longTitle,
  preface,
  preamble,
  body: bodyOf(provisions),
})
