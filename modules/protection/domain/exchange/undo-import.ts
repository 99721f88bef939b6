/** Files that one person takes out of every list by undoing imports within a day. More need a second person. */
export const ALONE_AT_MOST = 10

/** Whether a reason says something: three words at least, of more than a few letters in all. */
export function saysWhy(reason: string): boolean {
  const words = reason.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return new Set(words).size >= 3 && words.join('').length >= 12
}
