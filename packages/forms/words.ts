import { z } from 'zod'

/** A sentence in each language: `{ en: '…', ar: '…' }`. English is there always, as what the others fall back to. */
export const words = z
  .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().min(1))
  .refine((value) => value['en'] !== undefined, 'English words are missing')

export type Words = Readonly<Record<string, string>>

/** The words in a language, else in its base language (`pt-BR` → `pt`), else in English. */
export const wordsIn = (text: Words, language: string): string =>
  text[language] ?? text[language.split('-')[0] ?? language] ?? text['en'] ?? ''

interface Repeated {
  readonly label: Words
  readonly rowLabel?: Words | undefined
}

/** What one row of a repeating group is called: "Goal" of "Goals". */
export const rowLabelIn = ({ label, rowLabel }: Repeated, language: string): string =>
  wordsIn(rowLabel ?? label, language)
