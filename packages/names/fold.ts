/** Letters that Unicode does not decompose into a base letter and a mark, or that are one letter written in several ways. */
const LETTERS: Readonly<Record<string, string>> = {
  // Latin
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ə: 'e',
  ħ: 'h',
  ŋ: 'n',
  // Arabic: the seats of hamza, alef with madda or wasla, both yehs, teh marbuta, Persian and Urdu forms
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ۍ: 'ي',
  ۓ: 'ي',
  ے: 'ي',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ۂ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  ھ: 'ه',
  ک: 'ك',
  ڪ: 'ك',
  ں: 'ن',
  // Cyrillic
  ё: 'е',
  ѐ: 'е',
  ґ: 'г',
}

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Variation_Selector}\u0640]/gu
const APOSTROPHES = /['`´‘’‛′ʹʻʼʽʾʿˈ＇״׳]/gu
const HYPHENS = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D\u058A\u05BE\u30A0]/gu
// Harakat, Qur'anic marks and hamza signs above or below; Latin and Cyrillic diacritics; Devanagari nukta; Lao tones.
const MARKS = /\p{Script=Inherited}|(?=\p{Script=Arabic})\p{Mn}|\u093c|[\u0ec8-\u0ecc]/gu

/**
 * The text as written, with what nobody sees taken out: NFKC, no zero-width, bidirectional or control characters, no
 * tatweel, one apostrophe, one hyphen, one kind of space. Case and marks are kept.
 */
export function cleanName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Zs}\t\n\r]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, '-')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/**
 * The form in which two spellings of one word in one script are equal: case folded, diacritics, harakat, tatweel and
 * nukta stripped, variants of alef, yeh, teh marbuta, kaf, and Cyrillic ё unified, apostrophes and hyphens removed.
 * Cyrillic й keeps its breve (it is a letter). Idempotent.
 */
export function foldName(text: string): string {
  const lower = cleanName(text).toLowerCase()
  let folded = ''
  for (const letter of lower.normalize('NFC')) {
    const mapped = LETTERS[letter]
    if (mapped !== undefined) folded += mapped
    else if (letter === 'й') folded += letter
    else
      folded += letter
        .normalize('NFD')
        .replace(MARKS, '')
        .normalize('NFC')
        .replace(/./gu, (rest) => LETTERS[rest] ?? rest)
  }
  return folded
    .replace(/['-]/g, '')
    .replace(/[^\p{L}\p{M}\p{N} ]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
