// How well relatives' requests find their children, and what one new record costs: invented families in five scripts at the fill of a usual
// form, without labels, and a search as case systems have it next to it in the same run.
// `node tests/performance/tracing.ts [children and requests] [fill] [present] [draw] [forms]`; 3,000, 0.55, 0.7, draw 101 and both forms where
// nothing is said: `plain` as they are, `further` with nicknames, grandfathers, siblings, telephone, last place and mother tongue.
// 20,000 take minutes of a core and more than a gigabyte.
import { romanise } from '@gloact/names'
import { traceApart } from '@gloact/linkage/node'
import { prepareTracing, requestsThatMaySeek, traceChildren, type FoundForRequest } from '@gloact/linkage/plain'
import {
  FAMILY_DRAWS,
  inventFamilies,
  type InventedTable,
  type InventedTracing,
} from '../../packages/linkage/bench/tracing-families.ts'
import { tracingColumnsOf, tracingTablesOf } from '../../packages/linkage/bench/tracing-sets.ts'
import { misuseSigns, type Asking } from '../../modules/children/domain/tracing/misuse.ts'
import { alikeNames } from '../../modules/children/server/tracing/who-is-alike.ts'
import { sampleOf } from './measure.ts'

const [size = '3000', fill = '0.55', present = '0.7', draw = '101', forms = 'both'] = process.argv.slice(2)
const ONE_BY_ONE = 15
/** So many people from whom children are kept, by their files and by themselves each. */
const KEPT_AWAY = 5_000
const WANTED_PRECISION = 0.9
/** Milliseconds of the processor: what a busy machine does besides does not count. */
async function ofProcessor(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const write = (line: string): void => void process.stdout.write(`${line}\n`)

interface Found {
  readonly requests: readonly FoundForRequest[]
  readonly likelyFrom: number
}

interface Ranked {
  readonly request: string
  /** Ids of children, the best first, with how sure it is. */
  readonly found: readonly (readonly [id: string, sure: number])[]
}

/** First, among the first three, and how many of those who are there are found where nine of ten claims are right. */
function quality(ranked: readonly Ranked[], truth: ReadonlyMap<string, string>): string {
  let [there, first, three] = [0, 0, 0]
  const claims: (readonly [sure: number, right: boolean])[] = []
  for (const { request, found } of ranked) {
    const own = truth.get(request) ?? ''
    const rank = own === '' ? -1 : found.findIndex(([id]) => id === own)
    if (own !== '') there++
    if (rank === 0) first++
    if (rank >= 0 && rank < 3) three++
    const [best] = found
    if (best) claims.push([best[1], rank === 0])
  }
  claims.sort((a, b) => b[0] - a[0])
  let [right, recall] = [0, 0]
  claims.forEach(([, isRight], at) => {
    if (isRight) right++
    if (right / (at + 1) >= WANTED_PRECISION) recall = Math.max(recall, right / there)
  })
  const figure = (value: number) => value.toFixed(3)
  return `first ${figure(first / there)}, first three ${figure(three / there)}, recall at precision ${WANTED_PRECISION}: ${figure(recall)}`
}

/** How many best cases are right by what is said of them, and by the truth; and the same of those that are called likely. */
function calibration({ requests, likelyFrom }: Found, truth: ReadonlyMap<string, string>): string {
  const best = requests.flatMap(({ request, cases: [first] }) =>
    first ? [{ sure: first.probability, right: first.id === truth.get(request) }] : [],
  )
  const of = (claims: typeof best) => {
    const said = claims.reduce((sum, { sure }) => sum + sure, 0)
    const right = claims.filter((claim) => claim.right).length
    return `said ${said.toFixed(0)}, right ${right}`
  }
  return `best cases: ${of(best)}; of those likely: ${of(best.filter(({ sure }) => sure >= likelyFrom))}`
}

const rankedOf = ({ requests }: Found): readonly Ranked[] =>
  requests.map(({ request, cases }) => ({
    request,
    found: cases.map(({ id, probability }) => [id, probability] as const),
  }))

/** What Primero's search asks of its index, with its boosts: one token in common is a hit in a field, whatever else differs. */
const BOOSTS: Readonly<Record<string, number>> = {
  name: 15,
  sex: 10,
  age: 10,
  relatives: 10,
  birth: 5,
  relation: 5,
  nationality: 3,
}

/** Latin letters as they sound, roughly as double metaphone has them; another script as it is written. */
const sounds = (word: string): string =>
  /^[\p{Script=Latin}\p{M}'’-]+$/u.test(word)
    ? romanise(word)
        .replace(/ph/g, 'f')
        .replace(/[cq]/g, 'k')
        .replace(/z/g, 's')
        .replace(/(?<=.)[aeiouhwy]/g, '')
        .replace(/(.)\1+/g, '$1')
    : word.toUpperCase()

function searched({ cases, requests }: InventedTracing): readonly Ranked[] {
  const read = ({ columns, rows }: InventedTable, names: Readonly<Record<string, readonly string[]>>) =>
    rows.map((row) => ({
      id: row[0]!,
      fields: Object.entries(names).map(([field, of]) => {
        const texts = of.map((name) => row[columns.indexOf(name)] ?? '').filter((text) => text !== '')
        const words = texts.flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== '')
        const isName = field === 'name' || field === 'relatives'
        return [field, new Set(words.map((word) => (isName ? sounds(word) : word.toLowerCase())))] as const
      }),
    }))
  const common = { birth: ['dob', 'child_dob'], nationality: ['nationality'] }
  const children = read(cases, {
    ...common,
    name: ['first_name', 'surname', 'nickname'],
    sex: ['gender'],
    age: ['age'],
    relatives: ['father', 'mother', 'carer_name', 'siblings'],
    relation: ['carer_relation'],
  })
  const index = new Map<string, number[]>()
  children.forEach(({ fields }, at) => {
    for (const [field, words] of fields)
      for (const word of words) {
        const key = `${field} ${word}`
        const held = index.get(key)
        if (held) held.push(at)
        else index.set(key, [at])
      }
  })
  const asked = read(requests, {
    ...common,
    name: ['child_first_name', 'child_surname', 'nickname'],
    sex: ['child_gender'],
    age: ['child_age'],
    relatives: ['father', 'mother', 'inquirer_name', 'siblings'],
    relation: ['relation_to_child'],
  })
  return asked.map(({ id, fields }) => {
    const scores = new Map<number, number>()
    for (const [field, words] of fields)
      for (const word of words) {
        const held = index.get(`${field} ${word}`) ?? []
        const weight = BOOSTS[field]! * Math.log(1 + children.length / (1 + held.length))
        for (const at of held) scores.set(at, (scores.get(at) ?? 0) + weight)
      }
    const best = [...scores].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 10)
    return { request: id, found: best.map(([at, score]) => [children[at]!.id, score] as const) }
  })
}

/** Invented requests as they are looked at for signs of misuse. */
const askingsOf = ({ columns, rows }: InventedTable): readonly Asking[] =>
  rows.map((row, place) => {
    const said = (name: string) => ({ value: row[columns.indexOf(name)] ?? '' })
    return {
      requestId: row[0]!,
      at: '2026-11-01T09:00:00Z',
      enteredBy: `worker ${place % 200}`,
      desk: `office ${place % 200}`,
      devices: [`device ${place % 600}`],
      answers: {
        relative_name: said('inquirer_name'),
        identity_seen: { value: 'passport' },
        agrees: { value: 'yes' },
        telephone: { value: `+9617${1_000_000 + place * 37}` },
        paper_number: { value: `AB ${100_000 + place * 7}` },
        address: { value: `${place % 300} Rue ${place % 977}, Tyre` },
        given_name: said('child_first_name'),
        father_name: said('father'),
        mother_name: said('mother'),
        birth_date: said('child_dob'),
        age: said('child_age'),
        origin: said('place_of_origin'),
        separation_place: said('place_of_separation'),
      },
    }
  })

/** Nobody whom one of the inquirers may be, so that each of them is held against all. */
const keptAwayLike = (_: Asking, place: number) => ({
  name: `Suspect ${romanise(String.fromCodePoint(0x430 + (place % 32)).repeat(5))}`,
  phone: `+3816${4_000_000 + place * 53}`,
  address: `${place} Street ${place % 50}`,
  paper: `ZZ ${place * 3}`,
})

write(`${size} children, ${size} requests, fill ${fill}, present ${present}, draw ${draw}`)
for (const further of [false, true].filter((each) => forms === 'both' || each === (forms === 'further'))) {
  const settings = {
    ...FAMILY_DRAWS.even,
    cases: Number(size),
    requests: Number(size),
    filled: Number(fill),
    found: Number(present),
  }
  const set = inventFamilies({ ...settings, further }, Number(draw))
  // As the server has it: all records are held for those that come, and at night all are held against all on a thread beside.
  const tables = tracingTablesOf(set)
  const prepared = prepareTracing(tables)
  const began = process.cpuUsage().user
  const rows = { cases: set.cases.rows, requests: set.requests.rows }
  const traced = await traceApart(tracingColumnsOf(set), rows, { top: 10, explainFrom: 0.05 })
  if (!traced.ok) throw new Error(traced.error.message)
  const spent = (process.cpuUsage().user - began) / 1e6
  // Read before the search beside it is run, which is not what is measured.
  const memory = process.resourceUsage().maxRSS / 1e3
  write(
    further
      ? 'forms that ask nicknames, grandfathers, siblings, telephone, last place and mother tongue'
      : 'forms as they are',
  )
  write(`  linkage: ${quality(rankedOf(traced.value), set.truth)}`)
  write(`  ${spent.toFixed(1)} s of one core; memory at most ${memory.toFixed(0)} MB`)
  write(`  ${calibration(traced.value, set.truth)}`)
  write(`  search:  ${quality(searched(set), set.truth)}`)
  if (!further) continue
  const { model } = traced.value
  const requests: number[] = []
  const children: number[] = []
  for (const request of tables.requests.slice(0, ONE_BY_ONE))
    requests.push(
      await ofProcessor(() => {
        prepared.put('requests', request)
        return traceChildren({ ...tables, requests: [request] }, { consent: 'any', model, prepared, top: 5 })
      }),
    )
  for (const child of tables.cases.slice(0, ONE_BY_ONE))
    children.push(
      await ofProcessor(async () => {
        prepared.put('cases', child)
        const near = await requestsThatMaySeek(tables, child, { prepared })
        await traceChildren({ ...tables, requests: near }, { consent: 'any', model, prepared, top: 5 })
      }),
    )
  const screened: number[] = []
  const asked = askingsOf(set.requests)
  const away = asked.slice(0, KEPT_AWAY).map(keptAwayLike)
  for (const one of asked.slice(0, ONE_BY_ONE)) {
    const others = asked.filter((other) => other !== one)
    const known = { earlier: [], others, against: away, keptAway: away, suggested: [], alike: alikeNames }
    screened.push(await ofProcessor(async () => misuseSigns(one, known)))
  }
  for (const [what, figures] of [
    ['request', requests],
    ['child', children],
    ['request looked at for signs of misuse', screened],
  ] as const) {
    const sample = sampleOf(figures)
    write(
      `  one new ${what} against all: p50 ${sample.p50.toFixed(0)} ms, p95 ${sample.p95.toFixed(0)} ms, most ${Math.max(...figures).toFixed(0)} ms of processor (goal 1,000)`,
    )
  }
}
