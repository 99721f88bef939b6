import type { Messages } from '@gloact/messages'

/** What is said beside a text that has to be there and is not, once sending was tried. */
export const missingText = (t: Messages['t'], tried: boolean, text: string): string | undefined =>
  tried && text.trim() === '' ? t('protection.panel.missing') : undefined

/** The same for something to choose. */
export const missingChoice = (t: Messages['t'], tried: boolean, choice: string | null): string | undefined =>
  tried && choice === null ? t('protection.panel.missing_choice') : undefined

/** Words as an action takes them: without spaces around, and null where there are none. */
export const wordsOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
