/** Where a text of a law stands on the day of an assessment. A bill is no law; it is cited only where a bill is assessed. */
export const STANDINGS = ['in_force', 'not_yet', 'replaced', 'bill'] as const
export type Standing = (typeof STANDINGS)[number]

export interface DatedText {
  readonly type: 'act' | 'bill'
  readonly validFrom: string
  /** When the next text of the law in this language begins; null where there is none. */
  readonly nextFrom: string | null
}

/** Which law an assessment is about: the law in force on a day, or a bill as it would read. */
export interface AssessedDay {
  readonly asOf: string
  readonly kind: 'baseline' | 'review' | 'draft_bill'
}

/** A text is in force from its own day until the day on which the next one begins. */
export function standingOn({ type, validFrom, nextFrom }: DatedText, { asOf, kind }: AssessedDay): Standing {
  if (type === 'bill') return kind === 'draft_bill' ? 'in_force' : 'bill'
  if (validFrom > asOf) return 'not_yet'
  return nextFrom !== null && nextFrom <= asOf ? 'replaced' : 'in_force'
}

/** What is not law yet answers nothing. A text that was replaced was law; whether its words changed is looked at by itself. */
export const countsOn = (standing: Standing): boolean => standing === 'in_force' || standing === 'replaced'

/** The text of a law that is in force on a day; of a law that is still to come, its first. The latest comes first. */
export const textOn = <Text extends { readonly validFrom: string }>(
  texts: readonly Text[],
  day: string,
): Text | undefined => texts.find(({ validFrom }) => validFrom <= day) ?? texts.at(-1)

interface TextOfLaw {
  readonly id: string
  readonly language: string
  readonly validFrom: string
}

/** The texts of a law, each with the day on which the next one in its language begins. */
export const datedTexts = <Text extends TextOfLaw>(
  texts: readonly Text[],
): readonly (Text & { readonly nextFrom: string | null })[] =>
  texts.map((text) => ({
    ...text,
    nextFrom:
      texts
        .filter(({ language, validFrom }) => language === text.language && validFrom > text.validFrom)
        .map(({ validFrom }) => validFrom)
        .toSorted()[0] ?? null,
  }))
