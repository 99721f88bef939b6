import { LANGUAGE_TAGS, type LanguageTag } from '@gloact/messages'
import type { IconName } from '@gloact/ui'
import type { FilePath } from '../../domain/file/words.ts'

export interface ExplanationPart {
  readonly id: string
  readonly icon: IconName
}

const ADULT: readonly ExplanationPart[] = [
  { id: 'who', icon: 'support' },
  { id: 'purpose', icon: 'note' },
  { id: 'use', icon: 'home' },
  { id: 'access', icon: 'lock' },
  { id: 'exception', icon: 'warning' },
  { id: 'research', icon: 'chart' },
  { id: 'retention', icon: 'shield' },
  { id: 'withdrawal', icon: 'undo' },
  { id: 'no', icon: 'stop' },
]

const CHILD: readonly ExplanationPart[] = [
  { id: 'child_who', icon: 'support' },
  { id: 'child_say', icon: 'message' },
  { id: 'child_write', icon: 'note' },
  { id: 'child_tell', icon: 'users' },
  { id: 'child_adult', icon: 'user' },
  { id: 'child_stop', icon: 'stop' },
]

/** What is explained before anybody consents: the matters that the seven HTCDS questions ask about, in plain words. */
export const explanationFor = (path: FilePath): readonly ExplanationPart[] => (path === 'child' ? CHILD : ADULT)

/**
 * The language to explain in: the person's own where the app speaks it, else the session's, else English. In any other an
 * interpreter reads it out.
 */
export function explainedIn(person: string | null, session: string): { language: LanguageTag; own: boolean } {
  const known = (tag: string | null) => LANGUAGE_TAGS.find((language) => language === tag?.split('-')[0])
  const own = known(person)
  return { language: own ?? known(session) ?? 'en', own: own !== undefined || person === null }
}
