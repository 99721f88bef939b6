import {
  countTable,
  disclosureRule,
  flatDimension,
  parseCodeLists,
  protectTable,
  shownCounts,
  synthesize,
  systemWords,
  wordsFrom,
  type RandomWords,
} from '@gloact/disclosure'
import { estimate, fit, goodnessOfFit, profileInterval, rankAllModels, readInput } from '@gloact/estimation'
import { ok, randomSource, unwrap } from '@gloact/kernel'
import { captureHistories, createRecords, explainPair, linkRecords, recogniseColumns } from '@gloact/linkage/plain'
import {
  attackEncodings,
  joinDice,
  matchLists,
  readEncodings,
  writeEncodings,
  type DiceKernel,
  type Join,
} from '@gloact/linkage/private'
import { compareNames, createNameIndex, nameKeys, parseName, romanise, weighNames } from '@gloact/names'
import { INVENTED_COLUMNS, inventedPeople } from '../../../packages/linkage/bench/invented-people.ts'
import { agreementOf, encodedBy } from '../../../packages/linkage/private/testing.ts'

/**
 * What the four libraries make of invented data, each part as JSON that loses no bit. Noise that privacy rests on comes from
 * a seed in `fixedNoise`, so that it can be compared; in `freshNoise` it is itself, and only what always holds is told.
 */
export async function doTheWork(newKernel: () => DiceKernel): Promise<Readonly<Record<string, string>>> {
  const fresh = await synthesising(systemWords())
  const parts = {
    estimation: await estimating(),
    names: comparingNames(),
    plain: await linking(),
    strict: await linkingPrivately(newKernel(), 'strict'),
    trustedUnit: await linkingPrivately(newKernel(), 'trusted-unit'),
    table: await protecting(),
    fixedNoise: await synthesising(seeded(7)),
    freshNoise: { holds: fresh.holds, columns: fresh.records.values.length },
  }
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, JSON.stringify(part, whole)]))
}

/** What JSON has no way of writing, written otherwise. */
function whole(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) return `number ${value}`
  if (typeof value === 'bigint') return `whole ${value}`
  if (value instanceof Map || value instanceof Set) return [...value]
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return [...(value as Float64Array)]
  return value
}

// The UK's presumed victims of 2013 on five lists (Silverman 2020).
const LISTS = ['LA', 'NG', 'PFNCA', 'GO', 'GP']
const MASKS = [1, 2, 4, 8, 16, 3, 5, 9, 6, 10, 18, 12, 20, 24, 7, 11, 14, 15]
const COUNTS = [54, 463, 995, 695, 316, 15, 19, 3, 62, 19, 1, 76, 11, 8, 1, 1, 4, 1]

async function estimating() {
  const rows = MASKS.map((mask, at) => [...LISTS.map((_, list) => String((mask >> list) & 1)), String(COUNTS[at])])
  const input = unwrap(await readInput({ columns: [...LISTS, 'count'], rows }))
  const { histories } = input
  const ranking = rankAllModels(histories)
  const best = ranking.models[0]!.model
  return {
    bca: await estimate(input, { interval: 'bca', replicates: 60, seed: 1234, unchecked: true }),
    averaged: await estimate(input, { method: { name: 'dga', threshold: 0 }, unchecked: true }),
    ranking,
    best: fit(histories, best),
    profile: profileInterval(histories, best),
    goodness: goodnessOfFit(histories, best, { replicates: 10, seed: 2 }),
  }
}

const NAMES = [
  'Mohammed Al-Amin',
  'محمد الأمين',
  'Мухаммед аль-Амин',
  'मोहम्मद अमीन',
  'מוחמד אמין',
  'Xayavong',
  'Łucja Öz',
]

function comparingNames() {
  const index = createNameIndex<null>()
  for (const [at, name] of NAMES.entries()) index.upsert({ id: String(at), scope: null, tokens: [nameKeys(name)] })
  return {
    parsed: NAMES.map((name) => parseName(name)),
    romanised: NAMES.map((name) => romanise(name)),
    compared: NAMES.flatMap((one) => NAMES.map((other) => compareNames(one, other))),
    weighed: NAMES.flatMap((one) => NAMES.map((other) => weighNames(one, other))),
    found: index.search('Muhamad al Amin', { limit: 10, allows: () => true }),
  }
}

async function linking() {
  const rows = [...inventedPeople(500, { seed: 5 })].map(({ cells }) => cells)
  const samples = INVENTED_COLUMNS.map((name, at) => ({ name, cells: rows.map((row) => row[at]!) }))
  const schema = recogniseColumns(samples)
  const builder = createRecords(schema, { year: 2026 })
  for (const list of [0, 1]) {
    builder.open(`list ${list}`, INVENTED_COLUMNS)
    for (const [at, row] of rows.entries()) if (at % 2 === list) builder.add(row)
  }
  const records = builder.finish()
  const linked = unwrap(await linkRecords(records, { mode: 'between_lists', seed: 3 }))
  const { pairs, clusters, candidates, expectedMatches, keys, model, scorer, warnings } = linked
  return {
    schema,
    pairs,
    clusters,
    candidates,
    expectedMatches,
    keys,
    model,
    warnings,
    reasons: pairs.slice(0, 20).map(({ a, b }) => explainPair(scorer, a, b)),
    histories: captureHistories(records, clusters),
  }
}

const AGREED = [
  { column: 'given_name', kind: 'name' },
  { column: 'family_name', kind: 'name' },
  { column: 'date_of_birth', kind: 'date' },
  { column: 'sex', kind: 'sex' },
  { column: 'city', kind: 'place' },
  { column: 'phone', kind: 'number' },
] as const

async function linkingPrivately(kernel: DiceKernel, profile: 'strict' | 'trusted-unit') {
  const agreement = agreementOf(profile, ['north', 'south'], AGREED)
  const join: Join = (a, b, options) => Promise.resolve(joinDice(kernel, a, b, options))
  const rows = [...inventedPeople(400, { share: 0, seed: 9 })].map(({ cells }) => cells)
  const encoded = [
    [0, 250],
    [150, 400],
  ].map(([from, to], list) => {
    const table = { columns: INVENTED_COLUMNS, rows: rows.slice(from, to) }
    return encodedBy(agreement, table, 40 + list)
  })
  const files = encoded.map(({ list }) => [...writeEncodings(list)].join(''))
  const lists = files.map((file) => unwrap(readEncodings([file])))
  const report = await attackEncodings({ agreement, encoding: encoded[0]!, join, choose: randomSource(60).below })
  const rowsOf = lists.map(({ rows: filters }) => filters)
  const pairs = joinDice(kernel, rowsOf[0]!, rowsOf[1]!, { threshold: 0.7 })
  return { files, report, pairs, matched: unwrap(await matchLists(rowsOf, lists[0]!.slots, { join })) }
}

async function protecting() {
  const { below } = randomSource(8)
  const districts = Array.from({ length: 12 }, (_, at) => `D${at}`)
  const cells = districts.flatMap((_, district) => [0, 1, 2].map((age) => [district + 1, age + 1, below(40)] as const))
  const table = unwrap(
    countTable([flatDimension('district', districts), flatDimension('age', ['0-17', '18-47', '48+'])], {
      leaves: [cells.map(([district]) => district), cells.map(([, age]) => age)],
      counts: cells.map(([, , count]) => count),
    }),
  )
  const hidden = unwrap(await protectTable(table, unwrap(disclosureRule())))
  const rounded = unwrap(
    await protectTable(table, unwrap(disclosureRule({ method: 'round', base: 10 })), { words: seeded(8) }),
  )
  return { hidden, rounded }
}

const seeded = (seed: number): RandomWords => {
  const { next } = randomSource(seed)
  return wordsFrom((words) => words.forEach((_, at) => (words[at] = next())))
}

async function synthesising(words: RandomWords) {
  const columns = { sex: ['woman', 'man'], age: ['0-17', '18-47', '48+'], form: ['labour', 'sexual', 'other'] }
  const codeLists = unwrap(parseCodeLists({ columns }))
  const sizes = codeLists.columns.map(({ codes }) => codes.length)
  const { below } = randomSource(12)
  const values = sizes.map((size) => Uint16Array.from({ length: 2000 }, () => Math.min(below(size), below(size))))
  const charged: string[] = []
  const made = unwrap(
    await synthesize(
      { count: 2000, values },
      { codeLists, epsilon: 2, delta: 'auto', method: 'auto' },
      {
        words,
        charge: (part) => {
          charged.push(part)
          return Promise.resolve(ok(null))
        },
      },
    ),
  )
  const { records, measurements, rho } = made
  const counts = shownCounts(records, measurements, { columns: codeLists.columns, floor: 10 })
  const holds = {
    charged,
    // The number of people is counted with a scale of 50: 1,000 off has odds of one in a thousand million.
    near: Math.abs(records.count - 2000) < 1000,
    rows: records.values.every((column) => column.length === records.count),
    codes: records.values.every((column, at) => column.every((code) => code < sizes[at]!)),
    intervals: counts.every(({ estimate: shown, lower, upper }) => lower <= shown && shown <= upper),
    affordable: rho > 0 && rho < 1,
  }
  return { records, measurements, counts, holds }
}
