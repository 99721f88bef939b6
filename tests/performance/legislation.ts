// A library of laws: importing an act of 300 pages, validating it, the redline of two texts of 500 provisions, and the search over 200
// acts in three languages through the API, each beside a bare reference in the same run.
// `node tests/performance/legislation.ts [acts] [searches]`; 200 and 300 where nothing is said.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@gloact/kernel'
import { addressed, flattened, plainText, readLaw } from '@gloact/law'
import { readAkn, writeAkn } from '@gloact/law/akn'
import { redline } from '@gloact/law/amend'
import { aknProblems } from '@gloact/law/node'
import pg from 'pg'
import {
  ownerUrl,
  repository,
  signInAs,
  startServerProcess,
  temporaryDataDir,
  type Answered,
  type Caller,
} from '../support/server-process.ts'
import { against, print, sampleOf, timed, type Line } from './measure.ts'

const [acts = '200', searches = '300'] = process.argv.slice(2)
const TIMES = 12
/** Of a page of a gazette. */
const WORDS_A_PAGE = 450
const LANGUAGES = ['en', 'fr', 'ar'] as const

/** The same numbers at every run. */
function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Words that a language really has, some of them often, as a text does. */
function vocabulary(language: string): readonly string[] {
  const folder = join(repository, 'modules', 'legislation', 'locales', `${language}.json`)
  const sentences = Object.values(JSON.parse(readFileSync(folder, 'utf8')) as Readonly<Record<string, string>>)
  return [...new Set(sentences.join(' ').match(/[\p{L}\p{M}]{2,}/gu) ?? [])]
}

const HEADS = { en: 'Section', fr: 'Article', ar: 'المادة' } as const

/** An invented act: sections of subsections, so many words each. */
function act(language: (typeof LANGUAGES)[number], sections: number, seed: number): string {
  const next = drawn(seed)
  const words = vocabulary(language)
  const some = (count: number) =>
    Array.from({ length: count }, () => words[Math.floor(next() ** 3 * words.length)] ?? '').join(' ')
  return Array.from({ length: sections }, (_, at) => {
    const number = language === 'en' ? `${at + 1}. ${some(3)}` : `${HEADS[language]} ${at + 1}`
    return [number, ...[1, 2, 3, 4].map((one) => `(${one}) ${some(40)}.`)].join('\n\n')
  }).join('\n\n')
}

const lawOf = (index: number, source: string, language: string) => ({
  id: newId(),
  expressionId: newId(),
  title: `Act ${index}`,
  type: 'act',
  number: String(index),
  madeOn: '2020-01-01',
  validFrom: '2020-01-01',
  language,
  source,
})

async function must(answer: Promise<Answered>): Promise<Record<string, unknown>> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`answered with ${status}: ${JSON.stringify(body)}`)
  return body as Record<string, unknown>
}

const line = (what: string, measured: readonly number[], reference: readonly number[], goal = '—'): Line =>
  against(what, sampleOf(measured), sampleOf(reference), goal)

const AKN = {
  type: 'act',
  country: 'DL',
  date: '2020-01-01',
  number: '1',
  title: 'Act',
  expressionDate: '2020-01-01',
} as const

/** An import through the API, against the rows that it leaves inserted bare. */
async function importing(officer: Caller, db: pg.Client, source: string): Promise<Line> {
  const { law } = readLaw(source, 'en')
  const rows = flattened(addressed(law)).map(({ eId, heading, text }) => ({
    eid: eId,
    words: [heading, ...text].join('\n'),
  }))
  const akn = writeAkn(law, AKN)
  await db.query('create table bare.text (source text, akn text)')
  await db.query('create table bare.row (eid text primary key, words text)')
  const [measured, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < TIMES; round += 1) {
    measured.push(await timed(() => must(officer.post('/legislation/laws', lawOf(10_000 + round, source, 'en')))))
    reference.push(
      await timed(async () => {
        await db.query('begin')
        await db.query('insert into bare.text values ($1, $2)', [source, akn])
        await db.query(
          'insert into bare.row select * from jsonb_to_recordset($1::jsonb) as row(eid text, words text)',
          [JSON.stringify(rows)],
        )
        await db.query('rollback')
      }),
    )
  }
  return line(
    `import an act of 300 pages (${rows.length} provisions, ${(source.length / 1e6).toFixed(1)} MB)`,
    measured,
    reference,
  )
}

async function validating(source: string): Promise<Line> {
  const xml = writeAkn(readLaw(source, 'en').law, AKN)
  const [measured, reference]: [number[], number[]] = [[], []]
  // The schema is compiled once a process.
  aknProblems(xml)
  for (let round = 0; round < TIMES; round += 1) {
    measured.push(
      await timed(async () => {
        if (aknProblems(xml).length > 0) throw new Error('it is not valid')
      }),
    )
    reference.push(await timed(async () => readAkn(xml)))
  }
  return line('validate it against the schema; reference: it is parsed and read', measured, reference)
}

async function comparing(): Promise<Line> {
  const before = readLaw(act('en', 100, 7), 'en').law
  const next = drawn(8)
  const changed = plainText(before)
    .split('\n\n')
    .flatMap((paragraph) => {
      const chance = next()
      if (chance < 0.05) return []
      return [chance < 0.25 ? paragraph.replace(/\b\w{4,}\b/, 'otherwise') : paragraph]
    })
    .join('\n\n')
  const after = readLaw(changed, 'en').law
  const folder = mkdtempSync(join(tmpdir(), 'gloact-redline-'))
  const [one, other] = [join(folder, 'before'), join(folder, 'after')]
  writeFileSync(one, plainText(before))
  writeFileSync(other, plainText(after))
  const [measured, reference]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round < TIMES; round += 1) {
      measured.push(await timed(async () => redline(before, after)))
      reference.push(
        await timed(async () => {
          try {
            execFileSync('git', ['diff', '--no-index', '--word-diff', one, other], { maxBuffer: 1e8 })
          } catch (error) {
            // With 1 it says that they differ.
            if (!(error instanceof Error && 'status' in error && error.status === 1)) throw error
          }
        }),
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const count = flattened(addressed(before)).length
  return line(`redline of two texts of ${count} provisions; reference: \`git diff --word-diff\``, measured, reference)
}

async function searching(officer: Caller, db: pg.Client): Promise<readonly Line[]> {
  await db.query(`create table bare.found as select eid, num, heading, left(words, 4000) as words,
    to_tsvector('simple', heading || ' ' || words) as search from legislation.provision`)
  await db.query('create index on bare.found using gin (search)')
  await db.query('analyze')
  const next = drawn(9)
  const pick = (language: string): string => {
    const words = vocabulary(language)
    return words[Math.floor(next() ** 2 * words.length)] ?? ''
  }
  const asked = (kind: string, query: () => readonly string[]) => ({ kind, query })
  const kinds = [
    asked('one word', () => [pick(LANGUAGES[Math.floor(next() * 3)] ?? 'en')]),
    asked('two words', () => {
      const language = LANGUAGES[Math.floor(next() * 3)] ?? 'en'
      return [pick(language), pick(language)]
    }),
    asked('a number', () => [`${1 + Math.floor(next() * 30)}(${1 + Math.floor(next() * 4)})`]),
  ]
  const lines: Line[] = []
  for (const { kind, query } of kinds) {
    const [measured, reference]: [number[], number[]] = [[], []]
    for (let round = 0; round < Number(searches); round += 1) {
      const words = query()
      const api = await timed(() => must(officer.get(`/legislation/search?q=${encodeURIComponent(words.join(' '))}`)))
      const bare = await timed(() =>
        kind === 'a number'
          ? db.query('select * from bare.found where eid ~ $1 limit 50', [
              `(sec|art)_${(words[0] ?? '').replace('(', '__subsec_').replace(')', '')}$`,
            ])
          : db.query(
              `select * from bare.found where search @@ to_tsquery('simple', $1) order by length(words) limit 50`,
              [words.map((word) => `'${word}':*`).join(' & ')],
            ),
      )
      if (round < Number(searches) / 10) continue
      measured.push(api)
      reference.push(bare)
    }
    const by = kind === 'a number' ? 'a pattern on the addresses' : 'GIN, bare'
    lines.push(line(`search ${acts} acts: ${kind}; reference: ${by}`, measured, reference, 'p95 ≤ 100 ms'))
  }
  return lines
}

async function measure(): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir })
  const db = new pg.Client({ connectionString: ownerUrl(folder.dataDir) })
  try {
    await db.connect()
    await db.query(`select set_config('app.country', 'DL', false), set_config('app.row_scope', 'system', false)`)
    await db.query('create schema bare')
    const officer = await signInAs(server, 'legal_officer')
    for (let index = 0; index < Number(acts); index += 1) {
      const language = LANGUAGES[index % 3] ?? 'en'
      const added = lawOf(index, act(language, 30 + (index % 20), index), language)
      await must(officer.post('/legislation/laws', added))
    }
    const found = await searching(officer, db)
    const large = act('en', Math.round((300 * WORDS_A_PAGE) / 163), 5)
    return [await importing(officer, db, large), await validating(large), await comparing(), ...found]
  } finally {
    await db.end()
    await server.stop()
    folder.remove()
  }
}

print(`A library of ${acts} acts`, await measure())
