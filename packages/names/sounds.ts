/**
 * The alphabet that names of every script are written down in before they are compared: one character a sound.
 *
 * Consonants: p b t d k g q f v s z m n l r h w y, and
 * S sh, Z zh, C ch, J j as in "John", c ts, X kh, G gh, T th, D dh and the emphatics d and z.
 * Consonants that Hebrew print leaves open: P p or f, B b or v, Q sh or s.
 * Vowels: a e i o u, K and U an i and a u written long (ee, oo, ou), 8 a diphthong written ai, ei, ay, ey, ae.
 * Letters that Arabic script leaves open: A alef, W waw (w, u, o), Y yeh (y, i, e), I yeh at the end (i or a),
 * E ayn (any vowel or none), H heh or teh marbuta at the end (a, at, h or nothing).
 * `@` a short vowel that may be unspoken: Devanagari's inherent vowel, the article's inside a compound.
 */
const CONSONANTS = 'pbtdkgqfvszmnlrhwySZCJcXGTDPBQ'
const VOWELS = 'aeiouKU8'
const OPEN = 'AWYIEH@'

const SIZE = 128
const DIFFERENT = 1.3
const IMPOSSIBLE = 1.8

const SUBSTITUTION = new Float64Array(SIZE * SIZE).fill(IMPOSSIBLE)
const WEIGHT = new Float64Array(SIZE)
const VOCALIC = new Uint8Array(SIZE)

const code = (sound: string): number => sound.charCodeAt(0)

function cost(value: number, ...pairs: string[]): void {
  for (const pair of pairs) {
    const [a, b] = [pair.charCodeAt(0), pair.charCodeAt(1)]
    SUBSTITUTION[a * SIZE + b] = value
    SUBSTITUTION[b * SIZE + a] = value
  }
}

for (const sound of CONSONANTS) WEIGHT[code(sound)] = 1
for (const sound of VOWELS) WEIGHT[code(sound)] = 0.6
for (const [sound, weight] of [
  ['A', 0.7],
  ['W', 0.8],
  ['Y', 0.8],
  ['I', 0.7],
  ['E', 0.4],
  ['H', 0.4],
  ['@', 0.3],
] as const)
  WEIGHT[code(sound)] = weight
for (const sound of `${VOWELS}${OPEN}`) VOCALIC[code(sound)] = 1

for (const a of CONSONANTS) for (const b of CONSONANTS) cost(DIFFERENT, a + b)
for (const a of VOWELS + OPEN) for (const b of VOWELS + OPEN) cost(1.1, a + b)
for (const sound of CONSONANTS + VOWELS + OPEN) cost(0, sound + sound)

// Consonants that one romanisation writes where another writes the other. Arabic has no p, v, g, ch; ث is th, s or t;
// ذ ض ظ are dh, d or z; ج is j, g or zh; ق is q, k, g or gh; Cyrillic г is g or (Ukrainian) h, х is kh or h.
cost(0, 'qk')
cost(0.1, 'pb', 'tT', 'dD', 'ZJ', 'gG', 'hX', 'vw', 'cT')
cost(0.15, 'fv', 'gq', 'Gq', 'zD')
cost(0.2, 'zJ', 'sT', 'gJ', 'Xk', 'sc', 'SC', 'Jy', 'gh')
cost(0.25, 'zZ', 'sS', 'CJ', 'kg', 'Gh', 'CZ')
cost(0.3, 'pf', 'CX', 'JX', 'Cs', 'td', 'zs', 'Cc', 'TD', 'Gk', 'XG', 'Ck', 'wb', 'Jh')
cost(0.4, 'bv', 'hk', 'zT', 'Dt', 'fw')
cost(0.6, 'fb', 'SJ', 'SZ', 'ck', 'sD')
cost(1, 'mn')
// Hebrew's open consonants; its kaf is k or kh, its vav v too.
cost(0, 'pP', 'fP', 'bB', 'vB', 'SQ', 'sQ')
cost(0.1, 'bP', 'vP', 'wB')
cost(0.2, 'pB', 'fB', 'CQ')
cost(0.3, 'ZQ', 'zQ', 'cQ', 'wP', 'hB')

// Vowels: the unstressed and the neighbouring ones change from one romanisation to the next, the far ones make another name.
cost(0.1, 'e8', '@e', '@a')
cost(0.15, 'ou', 'ei', 'i8', '@i', '@o', '@u')
cost(0.25, 'ae', 'ao')
cost(0.45, 'eo')
cost(0.55, 'eu', 'a8', 'o8')
cost(0.6, '@8')
cost(0.9, 'eU')
cost(0.05, 'uU', 'iK')
cost(0.1, 'oU', '@U', '@K')
cost(0.15, 'eK', 'K8')
// Arabic letters against written vowels and half-vowels.
cost(0, 'UW', 'KY', 'KI', 'aA', 'uW', 'wW', 'iY', 'yY', '8Y', 'iI', 'aH', 'YI')
cost(0.05, 'aE', 'eE', 'oE', 'iE', 'uE', 'UE', 'KE', '8E', 'oW', 'eI', 'eH', 'aI', 'eY', 'hH')
cost(0.1, 'vW', '@E', 'AE', 'AH', 'AI', 'IH', 'tH')
cost(0.15, 'yI', 'eA', '8A', '8I', '@A', 'HY')
cost(0.2, '@W', '@Y', 'oA', 'JY', 'bW')
cost(0.3, 'fW', 'iH', 'WE', 'YE', 'oH', 'wo', 'y8', 'ye')
cost(0.05, 'yi', 'yK', 'wu', 'wU')
// A long vowel is written in Arabic script: another vowel in its place is another name (Hassan, Hussein).
cost(1.3, 'aY', 'aW', 'eW', 'iW', 'uY', 'uA', 'iA', 'UA', 'UY', 'KA', 'KW')

const DELETION = new Float64Array(SIZE).fill(1.25)
for (const [sounds, value] of [
  ['aeiou', 0.55],
  ['KU8', 0.9],
  ['h', 0.45],
  ['yw', 0.4],
  ['X', 0.9],
  ['A', 0.7],
  ['WYI', 1.3],
  ['E', 0.1],
  ['H', 0.3],
  ['@', 0.06],
] as const)
  for (const sound of sounds) DELETION[code(sound)] = value

/** Longest run of sounds that is compared; a part of a name that is longer is cut. */
export const LONGEST = 40

const UNWRITTEN: Readonly<Record<string, number>> = {
  a: 0.08,
  e: 0.12,
  o: 0.2,
  i: 0.25,
  u: 0.2,
  U: 1.2,
  K: 1.2,
  '8': 1,
  '@': 0.03,
}

/** What leaving out each sound costs, seen from a text that writes its short vowels or one that does not. */
function deletions(
  sound: string,
  length: number,
  otherIsUnvocalised: boolean,
  goesOn: boolean,
  into: Float64Array,
): void {
  for (let index = 0; index < length; index++) {
    const at = sound.charCodeAt(index)
    let value = DELETION[at]!
    const last = index === length - 1 && !goesOn
    if (at === 65 && sound.charCodeAt(index + 1) === 89) value = 0.2
    else if (VOCALIC[at] === 1 && at !== 64 && at !== 69 && at !== 72) {
      if (last) value = at === 101 ? 0.5 : 1.25
      else if (index === 0) value = 0.6
      else if (otherIsUnvocalised) value = UNWRITTEN[sound[index]!] ?? value
    }
    if (index === 0 && at === 104) value = 0.9
    into[index] = value
  }
}

function weightOf(sound: string, length: number): number {
  let sum = 0
  for (let index = 0; index < length; index++) sum += WEIGHT[sound.charCodeAt(index)]!
  return sum
}

const WIDTH = LONGEST + 1
const table = new Float64Array(WIDTH * WIDTH)
const leavingA = new Float64Array(LONGEST)
const leavingB = new Float64Array(LONGEST)

/** How a run of sounds is held against another. */
export interface Hearing {
  /** Arabic and Hebrew script: the text does not write its short vowels. */
  readonly firstUnvocalised: boolean
  readonly secondUnvocalised: boolean
  /** The first run is not finished: it is held against every beginning of the second, and the best one counts. */
  readonly unfinished?: boolean
}

/**
 * Weighted edit similarity of two runs of sounds, 0 to 1. Symmetric up to rounding, but for `unfinished`.
 *
 * The costs are set by hand from the romanisation tables of the scripts (BGN/PCGN, ALA-LC and common passport usage);
 * their form is that of a pair transducer (Ristad and Yianilos 1998), so learned costs can take their place.
 */
export function soundLikeness(a: string, b: string, hearing: Hearing): number {
  const { firstUnvocalised, secondUnvocalised, unfinished = false } = hearing
  const rows = Math.min(a.length, LONGEST)
  const columns = Math.min(b.length, LONGEST)
  if (rows === 0 || columns === 0) return 0
  deletions(a, rows, secondUnvocalised && !firstUnvocalised, unfinished, leavingA)
  deletions(b, columns, firstUnvocalised && !secondUnvocalised, false, leavingB)
  table[0] = 0
  for (let j = 1; j <= columns; j++) table[j] = table[j - 1]! + leavingB[j - 1]!
  for (let i = 1; i <= rows; i++) {
    const row = i * WIDTH
    const above = row - WIDTH
    const atA = a.charCodeAt(i - 1)
    const leave = leavingA[i - 1]!
    table[row] = table[above]! + leave
    for (let j = 1; j <= columns; j++) {
      const atB = b.charCodeAt(j - 1)
      let best = table[above + j - 1]! + SUBSTITUTION[atA * SIZE + atB]!
      // At the end an a against an o is another gender (Maria, Mario).
      if (i === rows && j === columns && atA !== atB && (atA === 97 || atB === 97) && (atA === 111 || atB === 111))
        best += 0.8
      const without = table[above + j]! + leave
      if (without < best) best = without
      const inserted = table[row + j - 1]! + leavingB[j - 1]!
      if (inserted < best) best = inserted
      if (i > 1 && j > 1 && atA === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === atB && atA !== atB) {
        const crossed = table[above - WIDTH + j - 2]! + 1.1
        if (crossed < best) best = crossed
      }
      table[row + j] = best
    }
  }
  const last = rows * WIDTH
  if (!unfinished) return Math.max(0, 1 - table[last + columns]! / Math.max(weightOf(a, rows), weightOf(b, columns), 1))
  let least = table[last + columns]!
  for (let j = 1; j < columns; j++) if (table[last + j]! < least) least = table[last + j]!
  return Math.max(0, 1 - least / Math.max(weightOf(a, rows), 1))
}

// Classes of consonants coarse enough that every usual romanisation of a name falls into the same ones.
const CLASSES: Readonly<Record<string, string>> = {
  p: 'p',
  b: 'p',
  P: 'pf',
  B: 'pf',
  Q: 'xs',
  f: 'f',
  v: 'f',
  w: 'f',
  t: 't',
  d: 't',
  T: 'ts',
  D: 'ts',
  s: 's',
  z: 's',
  c: 's',
  S: 'x',
  C: 'x',
  Z: 'x',
  J: 'xk',
  k: 'k',
  g: 'k',
  q: 'k',
  G: 'k',
  h: 'k',
  X: 'k',
  m: 'm',
  n: 'n',
  l: 'l',
  r: 'r',
}

/**
 * The consonant skeletons of a run of sounds, the likeliest first: vowels and half-vowels left out, consonants by
 * coarse class, so that محمد, Muhammad and Мухаммед share one. A consonant that falls into two classes gives two
 * skeletons (at most four in all).
 */
export function skeletonsOf(sound: string): readonly string[] {
  let skeletons = ['']
  for (let index = 0; index < sound.length; index++) {
    const at = sound[index]!
    const classes = index === 0 && at === 'W' ? 'f' : CLASSES[at]
    if (classes === undefined) continue
    if (classes.length === 1 || skeletons.length >= 4) skeletons = skeletons.map((start) => start + classes[0]!)
    else skeletons = [...classes].flatMap((one) => skeletons.map((start) => start + one))
  }
  return skeletons
}

/** Removes doublings and writes sequences that are one sound as one (t+sh is ch, d+zh is j, ai is 8, i before y and a vowel). */
export function settleSounds(raw: string): string {
  return raw
    .replace(/tS/g, 'C')
    .replace(/d[ZJ]/g, 'J')
    .replace(/ts/g, 'c')
    .replace(/[iK]y(?=[aeouU])/g, 'i')
    .replace(/yi/g, 'i')
    .replace(/[ae]i(?![aeouUy])/g, '8')
    .replace(/([^@])\1+/g, '$1')
}
