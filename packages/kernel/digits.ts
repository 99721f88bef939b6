// A digit of a number in another script than ours.
const OTHER = /[^\P{Nd}0-9]/gu
const DIGIT = /^\p{Nd}$/u

const known = new Map<string, string>()

/** What a decimal digit is worth: Unicode puts those of a script side by side, from 0 to 9, and keeps it so. */
function worth(digit: string): string {
  const found = known.get(digit)
  if (found !== undefined) return found
  const code = digit.codePointAt(0)!
  let first = code
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--
  // Five kinds of mathematical digits stand in one row.
  const value = String((code - first) % 10)
  known.set(digit, value)
  return value
}

/** Decimal digits of every script as 0 to 9, the rest as it is: `٠١٢`, `۰۱۲`, `०१२`, `໐໑໒` → `012`. */
export const asciiDigits = (text: string): string => text.replace(OTHER, worth)
