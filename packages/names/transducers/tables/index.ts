import { ARABIC } from './arabic.ts'
import { CYRILLIC } from './cyrillic.ts'
import { DEVANAGARI } from './devanagari.ts'
import { HEBREW } from './hebrew.ts'

/** The tables that are here, native letters on the left and Latin ones on the right. Written by packages/names/train/train.ts. */
export const TABLES = {
  arabic: ARABIC,
  cyrillic: CYRILLIC,
  devanagari: DEVANAGARI,
  hebrew: HEBREW,
} as const
