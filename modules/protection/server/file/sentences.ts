import { join } from 'node:path'
import { sentencesIn } from '@gloact/messages/server'

/** A sentence of this module without parameters, for what the server itself writes; English where the language has none. */
export const protectionSentence = sentencesIn(join(import.meta.dirname, '..', '..', 'locales'))
