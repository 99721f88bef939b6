import type { NameScript } from './scripts.ts'

/**
 * Why two names are taken for one another. `exact` every part is equal once folded; `prefix` what was typed begins a
 * part; `typo` letters added, left out, changed or crossed; `other_script` the same sounds in another script;
 * `sounds_like` the same sounds spelt another way; `particle` a particle or title is on one side only; `swapped` the
 * parts stand in another order; `part_missing` one name has parts that the other has not.
 */
export const NAME_REASONS = [
  'exact',
  'prefix',
  'typo',
  'other_script',
  'sounds_like',
  'particle',
  'swapped',
  'part_missing',
] as const

export type NameReasonKind = (typeof NAME_REASONS)[number]

/** A reason as data. It never carries a name or any letter of one. */
export type NameReason =
  | { readonly kind: 'exact' | 'prefix' | 'sounds_like' | 'particle' | 'swapped' }
  | { readonly kind: 'typo'; readonly edits: number }
  | { readonly kind: 'other_script'; readonly scripts: readonly [NameScript, NameScript] }
  | { readonly kind: 'part_missing'; readonly count: number }
