/** The writing systems that names are told apart by; `other` is compared letter by letter only. */
export const NAME_SCRIPTS = ['latin', 'arabic', 'cyrillic', 'hebrew', 'devanagari', 'lao', 'other'] as const

export type NameScript = (typeof NAME_SCRIPTS)[number]

const PATTERNS: readonly (readonly [NameScript, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['lao', /\p{Script=Lao}/u],
]

/** The script of the first letter that has one. */
export function scriptOf(text: string): NameScript {
  for (const letter of text) {
    if (!/\p{L}/u.test(letter)) continue
    for (const [script, pattern] of PATTERNS) if (pattern.test(letter)) return script
    return 'other'
  }
  return 'other'
}
