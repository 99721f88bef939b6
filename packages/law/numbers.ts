import { asciiDigits } from '@gloact/kernel'

const ROMAN = /^(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/

/** The value of a roman numeral up to 399, whatever its case; undefined where it is none. */
export function roman(numeral: string): number | undefined {
  const small = numeral.toLowerCase()
  if (!ROMAN.test(small)) return undefined
  const value: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
  return [...small].reduce((sum, letter, at) => {
    const [here, next] = [value[letter] ?? 0, value[small[at + 1] ?? ''] ?? 0]
    return sum + (here < next ? -here : here)
  }, 0)
}

/** The Arabic alphabet in the order in which laws count with it. */
const ABJAD = [...'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ']
const HIJAI = [...'أبتثجحخدذرزسشصضطظعغفقكلمنهوي']

/** How far along its alphabet a letter is; several answers where an alphabet counts in more than one way. */
export function letterValues(letters: string): readonly number[] {
  const small = letters.toLowerCase().normalize('NFC').replace('ا', 'أ').replaceAll('ـ', '')
  if (/^[a-z]$/.test(small)) return [small.charCodeAt(0) - 96]
  if (/^([a-z])\1$/.test(small)) return [26 + small.charCodeAt(0) - 96]
  if (/^[а-я]$/.test(small)) {
    const at = small.charCodeAt(0) - 'а'.charCodeAt(0) + 1
    // ё, й, ъ, ы, ь are skipped by some.
    return [at, at > 10 ? at - 1 : at]
  }
  return [ABJAD.indexOf(small) + 1, HIJAI.indexOf(small) + 1].filter((value) => value > 0)
}

/** No number is longer; addresses hold those of everything that a provision stands in. */
const LONGEST = 60

/** A provision's number for its address: `(a)` → `a`, `12A.` → `12A`, `§ 232` → `232`, `Part II` → `II`, `٣` → `3`. */
export function numberForId(num: string): string {
  const [first = '', ...rest] = asciiDigits(num.slice(0, LONGEST)).normalize('NFC').trim().split(/\s+/)
  // "Part II", "Article 5", "§ 232": the word says the kind, which the address says already.
  const named = /[\p{L}\p{N}]/u.test(rest.join('')) && !/\p{N}/u.test(first)
  const number = named ? rest.join('') : [first, ...rest].join('')
  return number
    .replaceAll(/[.–—‑/](?=[\p{L}\p{N}])/gu, '-')
    .replaceAll(/[^\p{L}\p{M}\p{N}-]/gu, '')
    .replace(/^-+|-+$/g, '')
}
