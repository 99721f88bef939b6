import { valueOf, type Answer } from '@gloact/kernel'
import { told, type Said } from './said.ts'

/** What a child who cannot write can say by pointing at a picture. */
export const COMPLAINT_PICTURES = [
  'nobody_comes',
  'not_listened',
  'afraid',
  'hurts',
  'things_taken',
  'somebody_else',
] as const
export type ComplaintPicture = (typeof COMPLAINT_PICTURES)[number]

/** Whom a child can point at; `rather_not` is an answer, and says nothing about anybody. */
export const COMPLAINED_OF = ['guardian', 'carer', 'worker', 'other_child', 'somebody_else', 'rather_not'] as const
export type ComplainedOf = (typeof COMPLAINED_OF)[number]

/** A child who points at one of these may not be safe, even if they point at other pictures too. */
const NOT_SAFE: readonly string[] = ['afraid', 'hurts']

export const COMPLAINT_GAPS = ['complaint_empty'] as const

/** A voice message is this long at most. */
export const VOICE_SECONDS = 120

/** A complaint says something: in words, by a picture, or in a voice message. */
export function complaintMissing(said: Said, hasVoice = false): readonly (typeof COMPLAINT_GAPS)[number][] {
  const pictures = valueOf(said.answers['pictures'])
  const some = hasVoice || (Array.isArray(pictures) && pictures.length > 0) || Boolean(told(said, 'said')?.trim())
  return some ? [] : ['complaint_empty']
}

/**
 * What a child said by pictures alone, as the form has it. Whether they are safe nobody was asked: not known is answered within a day. Whom
 * they pointed at is what they said, and no finding: what follows for a guardian, the authority's answer says.
 */
export const byPictures = (
  pictures: readonly string[],
  of: ComplainedOf | null = null,
): Readonly<Record<string, Answer>> => ({
  how: { value: 'picture' },
  pictures: { value: [...pictures] },
  ...(of !== null && { alleged_of: of === 'rather_not' ? { absent: 'declined' } : { value: of } }),
  safety: pictures.some((picture) => NOT_SAFE.includes(picture)) ? { value: 'yes' } : { absent: 'not_known' },
})

/** The same of a voice message, with the pictures beside it. What it says nobody has heard yet: it is answered within a day. */
export const byVoice = (
  pictures: readonly string[],
  of: ComplainedOf | null = null,
): Readonly<Record<string, Answer>> => {
  const { pictures: chosen, ...rest } = byPictures(pictures, of)
  return { ...rest, how: { value: 'voice' }, ...(pictures.length > 0 && chosen && { pictures: chosen }) }
}
