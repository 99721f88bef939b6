/** In which languages obligations are shown and reports printed. */
export const LANGUAGES = ['en', 'ar', 'es', 'fr', 'pt', 'ru'] as const
export type Language = (typeof LANGUAGES)[number]

/** Obligations are written in English; in the others they are translations. */
export const TRANSLATED_TO = ['ar', 'es', 'fr', 'pt', 'ru'] as const
export type TranslatedTo = (typeof TRANSLATED_TO)[number]

/** Whether the words of an obligation are the original, or a translation that somebody entitled has signed off or not. */
export const TRANSLATION_STATES = ['original', 'unreviewed', 'signed_off'] as const
export type TranslationState = (typeof TRANSLATION_STATES)[number]
