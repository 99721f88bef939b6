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

/** A child who points at one of these may not be safe, even if they point at other pictures too. */
const NOT_SAFE: readonly ComplaintPicture[] = ['afraid', 'hurts']

export const COMPLAINT_GAPS = ['complaint_empty'] as const

/** A complaint says something: in words, or by a picture. */
export function complaintMissing(said: Said): readonly (typeof COMPLAINT_GAPS)[number][] {
  const pictures = valueOf(said.answers['pictures'])
  const some = (Array.isArray(pictures) && pictures.length > 0) || Boolean(told(said, 'said')?.trim())
  return some ? [] : ['complaint_empty']
}

/** What a child said by pictures alone, as the form has it. Whether they are safe nobody was asked: not known is answered within a day. */
export const byPictures = (pictures: readonly ComplaintPicture[]): Readonly<Record<string, Answer>> => ({
  how: { value: 'picture' },
  pictures: { value: [...pictures] },
  safety: pictures.some((picture) => NOT_SAFE.includes(picture)) ? { value: 'yes' } : { absent: 'not_known' },
})
