/**
 * Times the name index over 100,000 generated names against a plain scan with the same scorer, in one run on one core.
 * Run by hand: `node packages/names/bench/search.ts [entries]`. The goal is a p95 of at most 50 ms for a fuzzy search.
 */
import { compareTokens } from '../compare.ts'
import { createNameIndex, LEAST_MATCH, nameKeys, type NameTokens } from '../index.ts'

const ENTRIES = Number(process.argv[2] ?? 100_000)
const QUERIES = 200
const SCANS = 3

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), state | 1) + 0x6d2b79f5) | 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const chance = random(20261124)
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)]!
// Names are unevenly spread: a few are very common (about Zipf's law).
const pickCommon = <Item>(items: readonly Item[]): Item => items[Math.floor(items.length * chance() ** 2.5)]!

// Known names in two scripts, and invented ones in one, so that the vocabulary is as large as a country's.
const KNOWN: readonly (readonly [string, string])[] = [
  ['Mohammed', 'محمد'],
  ['Ahmed', 'أحمد'],
  ['Fatima', 'فاطمة'],
  ['Hassan', 'حسن'],
  ['Khadija', 'خديجة'],
  ['Ibrahim', 'إبراهيم'],
  ['Yusuf', 'يوسف'],
  ['Zainab', 'زينب'],
  ['Abdulrahman', 'عبد الرحمن'],
  ['Natalia', 'Наталья'],
  ['Oleksandr', 'Олександр'],
  ['Gulnara', 'Гүлнара'],
  ['Aizada', 'Айзада'],
  ['Shevchenko', 'Шевченко'],
  ['Sunita', 'सुनीता'],
  ['Lakshman', 'लक्ष्मण'],
  ['Shrestha', 'श्रेष्ठ'],
  ['Bishwakarma', 'विश्वकर्मा'],
]
const ONSETS = 'b d f g h j k l m n r s t v z kh sh gh ch br kr tr st y w'.split(' ')
const VOWELS = 'a a a e i i o u ou ai ee'.split(' ')
const CODAS = ['', '', '', 'n', 'r', 'l', 's', 'm', 'd', 'h', 'sh']
const syllable = (): string => pick(ONSETS) + pick(VOWELS) + pick(CODAS)
const invented = (): string => Array.from({ length: 2 + Math.floor(chance() * 2.3) }, syllable).join('')
const WORDS = [...new Set(Array.from({ length: 60_000 }, invented))]

const names = Array.from({ length: ENTRIES }, (): string => {
  const parts = Array.from({ length: 2 + Math.floor(chance() * 1.6) }, () =>
    chance() < 0.25 ? pick(KNOWN)[chance() < 0.7 ? 0 : 1] : pickCommon(WORDS),
  )
  return parts.join(' ')
})

function typo(name: string): string {
  const at = 1 + Math.floor(chance() * (name.length - 2))
  const letter = String.fromCharCode(97 + Math.floor(chance() * 26))
  return pick([
    name.slice(0, at) + name.slice(at + 1),
    name.slice(0, at) + letter + name.slice(at),
    name.slice(0, at) + letter + name.slice(at + 1),
    name.slice(0, at) + (name[at + 1] ?? '') + name[at] + name.slice(at + 2),
  ])
}

const KINDS: Readonly<Record<string, () => string>> = {
  exact: () => pick(names),
  prefix: () => pick(names).slice(0, 2 + Math.floor(chance() * 5)),
  fuzzy: () => typo(pick(names)),
  'cross-script': () => {
    const [latin, other] = pick(KNOWN)
    return chance() < 0.5 ? latin : `${other} ${pick(KNOWN)[0]}`
  },
}

const quantile = (times: number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

const before = process.memoryUsage()
const started = performance.now()
const index = createNameIndex<number>()
const tokens: NameTokens[] = names.map((name) => nameKeys(name))
const parsed = performance.now()
tokens.forEach((one, at) => index.upsert({ id: `e${at}`, scope: at % 10, tokens: [one] }))
const built = performance.now()
const after = process.memoryUsage()
const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20
console.log(
  `${ENTRIES} entries: tokens ${(parsed - started).toFixed(0)} ms, index ${(built - parsed).toFixed(0)} ms, ${megabytes.toFixed(0)} MB with the tokens`,
)

const search = (query: string) => index.search(query, { limit: 20, allows: (scope) => scope !== 3 })

function scan(query: string): string[] {
  const asked = nameKeys(query)
  const found: { id: string; score: number }[] = []
  tokens.forEach((one, at) => {
    if (at % 10 === 3) return
    const { score } = compareTokens(asked, one, 'search')
    if (score >= LEAST_MATCH) found.push({ id: `e${at}`, score })
  })
  return found
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, 20)
    .map(({ id }) => id)
}

for (const make of Object.values(KINDS)) for (let warm = 0; warm < 20; warm++) search(make())
for (const [kind, make] of Object.entries(KINDS)) {
  const queries = Array.from({ length: QUERIES }, make)
  const times = queries.map((query) => {
    const start = performance.now()
    search(query)
    return performance.now() - start
  })
  let shared = 0
  let all = 0
  const scans = queries.slice(0, SCANS).map((query) => {
    const start = performance.now()
    const expected = scan(query)
    const time = performance.now() - start
    const got = new Set(search(query).map(({ id }) => id))
    shared += expected.filter((id) => got.has(id)).length
    all += expected.length
    return time
  })
  const ratio = quantile(scans, 0.5) / quantile(times, 0.5)
  console.log(
    `${kind.padEnd(13)} p50 ${quantile(times, 0.5).toFixed(1)} ms  p95 ${quantile(times, 0.95).toFixed(1)} ms  ` +
      `${ratio.toFixed(0)} times as fast as a scan (${quantile(scans, 0.5).toFixed(0)} ms), ${shared} of its ${all} matches`,
  )
}
