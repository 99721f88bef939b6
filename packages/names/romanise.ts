import { cleanName, foldName } from './fold.ts'
import {
  ARABIC,
  CYRILLIC,
  DEVANAGARI_CONSONANTS,
  DEVANAGARI_NUKTA,
  DEVANAGARI_SIGNS,
  DEVANAGARI_VOWELS,
  HEBREW,
  LAO_CONSONANTS,
  LAO_LEADING,
  LAO_VOWELS,
  LATIN_MARKED,
  LATIN_RUNS,
} from './romanise-tables.ts'
import { scriptOf, type NameScript } from './scripts.ts'
import { settleSounds } from './sounds.ts'

const MARKS = /\p{M}/gu
const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'aeiouy'.includes(letter)

interface Run {
  readonly letters: string
  readonly sounds: string
  readonly alone: boolean
}

const RUNS = new Map<string, Run[]>()
for (const [spelling, sounds] of LATIN_RUNS) {
  const run = { letters: spelling.replace('>', ''), sounds, alone: spelling.endsWith('>') }
  const sameStart = RUNS.get(spelling[0]!)
  if (sameStart) sameStart.push(run)
  else RUNS.set(spelling[0]!, [run])
}

const isSilentH = (word: string, at: number): boolean =>
  word[at] === 'h' && at === word.length - 1 && at > 2 && isVowel(word[at - 1])

function latin(word: string): string {
  let plain = ''
  for (const letter of word.normalize('NFC'))
    plain += LATIN_MARKED[letter] ?? letter.normalize('NFD').replace(MARKS, '')
  // Sounds that are not letters (S, C, 8) already stand as capitals and digits; what is lower case is still spelling.
  let sounds = ''
  for (let index = 0; index < plain.length;) {
    const run = RUNS.get(plain[index]!)?.find(
      ({ letters, alone }) => plain.startsWith(letters, index) && !(alone && isVowel(plain[index + letters.length])),
    )
    if (run) {
      // French spelling; before two consonants the vowel is short (Moustapha).
      const short = run.letters === 'ou' && /^(?![ckpstgzd]h)[^aeiouy]{2}/.test(plain.slice(index + 2))
      sounds += short ? 'u' : run.sounds
      index += run.letters.length
      continue
    }
    const letter = plain[index]!
    const next = plain[index + 1]
    if (letter === 'c') sounds += next !== undefined && 'eiy'.includes(next) ? 's' : 'k'
    else if (letter === 'q' && next === 'u' && isVowel(plain[index + 2])) {
      sounds += 'k'
      index++
    } else if (letter === 'g' && next === 'u' && 'ei'.includes(plain[index + 2] ?? '-')) {
      sounds += 'g'
      index++
    } else if (letter === 'j') sounds += 'J'
    else if (letter === 'x') sounds += index === 0 ? 's' : 'ks'
    else if (letter === 'y') sounds += isVowel(next) && next !== 'y' ? 'y' : 'i'
    else if (/[a-zSCZGXTD8]/.test(letter) && !isSilentH(plain, index)) sounds += letter
    index++
  }
  return sounds
}

function arabic(word: string): string {
  const letters = [...word.replace(MARKS, '').replace(/[ءـ]/g, '')]
  let sounds = ''
  letters.forEach((letter, index) => {
    const sound = ARABIC[letter]
    // The aspirate is passed over, and so is a hamza on its seat after alef.
    if (sound === undefined || letter === 'ھ' || (letter === 'ئ' && sounds.endsWith('A'))) return
    const last = index === letters.length - 1
    if (index === 0 && sound === 'A' && letters.length > 1) sounds += letter === 'آ' ? 'A' : 'E'
    else if (last && index > 0 && (sound === 'h' || sound === 'H')) sounds += 'H'
    else if (last && index > 0 && sound === 'Y') sounds += letter === 'ے' ? 'e' : 'I'
    else sounds += sound
  })
  return sounds
}

function hebrew(word: string): string {
  const plain = word
    .normalize('NFD')
    .replace(MARKS, '')
    // With a mark beside them, letters for sounds that Hebrew has not.
    .replace(/ג'/g, 'J')
    .replace(/ז'/g, 'Z')
    .replace(/[צץ]'/g, 'C')
    .replace(/װ|וו/g, 'v')
    .replace(/ײ|יי/g, 'י')
  const letters = [...plain]
  let sounds = ''
  letters.forEach((letter, index) => {
    const sound = HEBREW[letter] ?? ('JZCv'.includes(letter) ? letter : '')
    if (index === 0 && sound === 'A' && letters.length > 1) sounds += 'E'
    else if (index === letters.length - 1 && index > 0 && sound === 'h') sounds += 'H'
    else sounds += sound
  })
  return sounds
}

function cyrillic(word: string): string {
  let sounds = ''
  let before = ''
  for (const letter of word.normalize('NFC')) {
    const sound = CYRILLIC[letter] ?? CYRILLIC[letter.normalize('NFD').replace(MARKS, '')] ?? ''
    if (letter === 'е' && (before === '' || 'аеёиоуыэюяіїєьъ'.includes(before))) sounds += 'ye'
    else if (letter === 'й' && before === '') sounds += 'y'
    else sounds += sound
    before = letter
  }
  return sounds
}

function devanagari(word: string): string {
  const letters = [...word.normalize('NFD').replace(/ज्ञ/g, 'ग्य')]
  let sounds = ''
  let inherent = false
  letters.forEach((letter, index) => {
    const consonant = DEVANAGARI_CONSONANTS[letter]
    const sign = DEVANAGARI_SIGNS[letter]
    if (consonant !== undefined) {
      if (inherent) sounds += '@'
      sounds += letters[index + 1] === '\u093c' ? (DEVANAGARI_NUKTA[letter] ?? consonant) : consonant
      inherent = true
    } else if (letter === '\u094d') {
      inherent = false
    } else if (sign !== undefined) {
      sounds += sign
      inherent = false
    } else if (DEVANAGARI_VOWELS[letter] !== undefined) {
      sounds += (inherent ? '@' : '') + DEVANAGARI_VOWELS[letter]
      inherent = false
    } else if (letter === '\u0902' || letter === '\u0901') {
      sounds += (inherent ? '@' : '') + (/[पफबभम]/.test(letters[index + 1] ?? '') ? 'm' : 'n')
      inherent = false
    }
  })
  // The inherent vowel at the end is mostly silent, and some write it (Shiv, Shiva).
  return inherent ? `${sounds}@` : sounds
}

function lao(word: string): string {
  const letters = [
    ...word
      .replace(/[\u0ec8-\u0ecc]/g, '')
      .replace(/ຳ/g, 'ໍາ')
      .replace(/ໍາ/g, 'ຳ'),
  ]
  let sounds = ''
  let waiting = ''
  letters.forEach((letter, index) => {
    const consonant = LAO_CONSONANTS[letter]
    const next = letters[index + 1]
    if (consonant !== undefined) {
      if (letter === 'ຫ' && next !== undefined && 'ນມລວຍງຼ'.includes(next)) return
      const final = index > 0 && waiting === '' && (next === undefined || LAO_CONSONANTS[next] !== undefined)
      sounds += (letter === 'ຍ' && final ? 'i' : consonant) + waiting
      waiting = ''
    } else if (LAO_LEADING[letter] !== undefined) waiting = LAO_LEADING[letter]
    else if (letter !== 'ອ' || index > 0) sounds += LAO_VOWELS[letter] ?? ''
  })
  return sounds + waiting
}

/** The sounds of one word, before doublings are removed. Empty for a script that has no table. */
export function rawSounds(word: string, script: NameScript): string {
  if (script === 'hebrew') return hebrew(cleanName(word))
  const lower = cleanName(word).toLowerCase().replace(/['-]/g, '')
  if (script === 'latin') return latin(lower)
  if (script === 'arabic') return arabic(lower)
  if (script === 'cyrillic') return cyrillic(lower)
  if (script === 'devanagari') return devanagari(lower)
  if (script === 'lao') return lao(lower)
  return ''
}

const SPELLING: Readonly<Record<string, string>> = {
  S: 'sh',
  Z: 'zh',
  C: 'ch',
  J: 'j',
  c: 'ts',
  X: 'kh',
  G: 'gh',
  T: 'th',
  D: 'd',
  P: 'p',
  B: 'b',
  Q: 'sh',
  '8': 'ai',
  A: 'a',
  I: 'i',
  K: 'i',
  U: 'u',
  E: 'a',
  H: 'a',
  '@': 'a',
}

function spell(spoken: string): string {
  // Kept at the end only after a cluster (Chandra) and in words of one syllable.
  const sounds = /.[aeiouU8@][^aeiouU8@]@$/.test(spoken) ? spoken.slice(0, -1) : spoken
  let text = ''
  for (let index = 0; index < sounds.length; index++) {
    const sound = sounds[index]!
    const beforeVowel = index === 0 || 'aeiou8A'.includes(sounds[index + 1] ?? '-')
    if (sound === 'W') text += beforeVowel ? 'w' : 'u'
    else if (sound === 'Y') text += beforeVowel ? 'y' : 'i'
    else text += SPELLING[sound] ?? sound
  }
  return text
}

/**
 * A folded Latin skeleton of a name in any of the scripts known here; Latin only loses its case and marks. Arabic
 * script does not write short vowels and none are made up: محمد is `mhmd`. For display as a help and for keys; to
 * compare names use `compareNames`. Words of a script without a table are folded and left as they are.
 */
export function romanise(text: string): string {
  return cleanName(text)
    .split(/[ -]+/)
    .map((word) => {
      const script = scriptOf(word)
      return script === 'latin' || script === 'other' ? foldName(word) : spell(settleSounds(rawSounds(word, script)))
    })
    .filter((word) => word !== '')
    .join(' ')
}
