import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readAudit } from '@gloact/audit'
import { API_PREFIX, createApi } from '@gloact/http/server'
import { defineForm, type FormAnswers } from '@gloact/forms'
import { asPlainDate, fixedClock, newId, type Json } from '@gloact/kernel'
import { isOutOfRoom, isUnavailable, readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import fastify from 'fastify'
import fc from 'fast-check'
import { sql } from 'kysely'
import { REGISTER_FAILURES, registerRoutes, type ImportReport, type RegisterRow } from '../contract/index.ts'
import { register } from '../register.ts'
import { serveRegister, verifyRows, type RegisterContext } from './index.ts'

/** Two registers of an invented module: shelves of the country, and the books of an agency that stand on them. */
const words = (en: string) => ({ en, ar: `${en} (ar)` })
const open = { sensitivity: 'open' } as const
const shelves = register({
  kind: 'shelf.shelf',
  path: '/shelf/shelves',
  title: 'name',
  unique: [['code']],
  columns: ['name', 'code'],
  keys: ['code'],
  reach: 'country',
  form: defineForm({
    id: 'shelf',
    version: '1',
    title: words('Shelf'),
    sections: [
      {
        id: 's',
        title: words('Shelf'),
        fields: [
          { ...open, id: 'name', type: 'text', required: true, label: words('Name') },
          { ...open, id: 'code', type: 'text', label: words('Code') },
        ],
      },
    ],
  }),
})
const books = register({
  kind: 'shelf.book',
  path: '/shelf/books',
  title: 'title',
  unique: [['number']],
  columns: ['title', 'number', 'due', 'cost', 'shelf'],
  keys: ['number', 'due', 'cost', 'kinds', 'shelf', 'lent', 'pages'],
  reach: 'agency',
  lists: {
    kind: {
      id: 'kind',
      version: '1',
      codes: [
        { code: 'law', label: { en: 'Law', ar: 'قانون' } },
        { code: 'story', label: { en: 'Story; tale', ar: 'قصة' } },
      ],
    },
  },
  form: defineForm({
    id: 'book',
    version: '1',
    title: words('Books'),
    sections: [
      {
        id: 's',
        title: words('Book'),
        fields: [
          { ...open, id: 'title', type: 'multilingual', required: true, label: words('Title') },
          { ...open, id: 'number', type: 'text', label: words('Number') },
          { ...open, id: 'due', type: 'date', label: words('Due') },
          { ...open, id: 'cost', type: 'amount', label: words('Cost') },
          { ...open, id: 'kinds', type: 'choices', codeList: 'kind', label: words('Kinds') },
          { ...open, id: 'shelf', type: 'reference', register: 'shelf.shelf', label: words('Shelf') },
          { ...open, id: 'lent', type: 'yes_no_unknown', label: words('Lent') },
          { ...open, id: 'pages', type: 'number', min: 1, label: words('Pages') },
          {
            ...open,
            id: 'useful',
            type: 'scale',
            min: 1,
            max: 5,
            ends: { low: words('Not'), high: words('Very') },
            label: words('Useful'),
          },
          { ...open, id: 'note', type: 'long_text', label: words('Note') },
          { id: 'lender', type: 'text', sensitivity: 'identifying', label: words('Lender') },
        ],
      },
    ],
  }),
})

const { db, migrator, owner } = await testDatabase()
const clock = fixedClock('2026-11-24T09:00:00Z')
const [mine, theirs] = [newId(), newId()]

interface User {
  readonly userId: string
  readonly agencyId: string
  readonly country: string
  readonly role: string
}
const user = (agencyId: string, role = 'editor'): User => ({
  userId: agencyId === mine ? '00000000-0000-4000-8000-0000000000c1' : '00000000-0000-4000-8000-0000000000c9',
  agencyId,
  country: 'DL',
  role,
})
const context: RegisterContext<User> = {
  db,
  clock,
  today: () => asPlainDate('2026-11-24'),
  scopeOf: (who) => ({
    'app.user_id': who.userId,
    'app.agency_id': who.agencyId,
    'app.country': who.country,
    'app.team_ids': '',
    'app.row_scope': 'agency',
    'app.roles': who.role,
  }),
  may: (who, action) => (action === 'read' ? who.role !== 'nobody' : who.role === 'editor'),
  references: [shelves],
  // No encryption of its own: what is asked here is what is handed to it, and what is not.
  key: async () => ({
    seal: (place: string, value: Json) => Buffer.from(JSON.stringify([place, value])).map((byte) => byte ^ 0x55),
    unseal: (place: string, sealed: Uint8Array) => {
      const [where, value] = JSON.parse(Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString()) as [string, unknown]
      assert.equal(where, place)
      return value
    },
  }),
  staffNames: async (ids) => new Map(ids.map((id) => [id, 'A. Haddad'])),
}
const app = fastify()
const routes = registerRoutes(books)

before(async () => {
  await sql`create schema shelf`.execute(migrator)
  await sql`grant usage on schema shelf to gloact_app`.execute(migrator)
  await sql`select app.create_register('shelf.shelf', 'country', '{name text,code text}', '{code}', '{editor,reader}', '{editor}')`.execute(
    migrator,
  )
  await sql`select app.create_register('shelf.book', 'agency',
    '{title words,number text,due code,cost amount,kinds list,shelf code,lent code,pages number}', '{number}')`.execute(
    migrator,
  )
  const api = createApi<User>(app, {
    authenticate: async ({ headers }) => user(String(headers['x-agency']), String(headers['x-role'])),
    failures: [REGISTER_FAILURES],
    isUnavailable,
    isOutOfRoom,
  })
  serveRegister(api, shelves, registerRoutes(shelves), context)
  serveRegister(api, books, routes, context)
  await app.ready()
})

interface As {
  readonly agency?: string
  readonly role?: string
  readonly version?: number
}
interface Answered {
  readonly status: number
  readonly body: RegisterRow &
    ImportReport & {
      code: string
      fields: { pointer: string; code: string }[]
      items: (RegisterRow & { title: object; how: string; changes: object[]; by: string })[]
      next: string | null
      total: number
      titles: Record<string, object>
      mayEdit: boolean
    }
  readonly raw: Buffer
}

async function ask(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  payload?: object | Buffer,
  as: As = {},
): Promise<Answered> {
  const { agency = mine, role = 'editor', version } = as
  const answer = await app.inject({
    method,
    url: API_PREFIX + path,
    headers: {
      'x-gloact-request': '1',
      'x-agency': agency,
      'x-role': role,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(Buffer.isBuffer(payload) && { 'content-type': 'application/octet-stream' }),
    },
    ...(payload && { payload }),
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return {
    status: answer.statusCode,
    body: (isJson ? answer.json() : {}) as Answered['body'],
    raw: answer.rawPayload,
  }
}

const save = (id: string, answers: FormAnswers, as?: As) => ask('PUT', `/shelf/books/${id}`, { answers }, as)
const list = (asked: object = {}, as?: As) => ask('POST', '/shelf/books/list', asked, as)
const titled = (en: string, more: FormAnswers = {}): FormAnswers => ({ title: { value: { en } }, ...more })
const idsOf = ({ body }: Answered) => body.items.map(({ id }) => id)

test('a row is added once however often it is sent, and is not there for another agency', async () => {
  const id = newId()
  assert.equal((await save(id, titled('One'))).status, 200)
  const again = await save(id, titled('One'))
  assert.deepEqual([again.status, again.body.version], [200, 1])
  const other = await save(id, titled('Another'))
  assert.deepEqual([other.status, other.body.code], [409, 'registers.id_used'])
  const [hidden, none] = await Promise.all([
    ask('GET', `/shelf/books/${id}`, undefined, { agency: theirs }),
    ask('GET', `/shelf/books/${newId()}`, undefined, { agency: theirs }),
  ])
  assert.deepEqual([hidden.status, hidden.body.code], [404, 'registers.unknown'])
  assert.deepEqual([none.status, none.body.code], [404, 'registers.unknown'])
  assert.equal((await save(id, titled('One'), { agency: theirs })).body.code, 'registers.id_used')
  assert.equal((await list({}, { agency: theirs })).body.items.length, 0)
  assert.equal((await save(newId(), titled('No'), { role: 'reader' })).status, 403)
  assert.equal((await list({}, { role: 'nobody' })).status, 403)
})

test('who edits what somebody else has changed is told which fields, and nothing is lost', async () => {
  const id = newId()
  await save(id, titled('Two', { pages: { value: 10 } }))
  const first = await save(id, titled('Two', { pages: { value: 11 } }), { version: 1 })
  assert.deepEqual([first.status, first.body.version], [200, 2])
  assert.equal((await save(id, titled('Two', { pages: { value: 11 } }), { version: 1 })).body.version, 2, 'sent twice')
  const late = await save(id, titled('Deux', { pages: { value: 10 } }), { version: 1 })
  assert.equal(late.status, 412)
  assert.deepEqual(late.body.fields, [{ pointer: '/answers/pages', code: 'registers.changed_meanwhile' }])
  assert.deepEqual((await ask('GET', `/shelf/books/${id}`)).body.answers, titled('Two', { pages: { value: 11 } }))
  assert.equal((await save(newId(), titled('x'), { version: 1 })).body.code, 'registers.unknown')
})

test('two at once leave one, and the other is told', async () => {
  const id = newId()
  await save(id, titled('At once'))
  const both = await Promise.all(
    [1, 2].map((pages) => save(id, titled('At once', { pages: { value: pages } }), { version: 1 })),
  )
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412],
  )
})

test('what the form refuses is refused beside its field, and a row that is not within reach is no reference', async () => {
  const wrong = await save(newId(), {
    pages: { value: 0 },
    due: { value: '2026-02-30' },
    nothing: { value: 1 },
    cost: { value: { amount: 1, currency: 'XYZ' } },
  })
  assert.equal(wrong.status, 422)
  assert.deepEqual(wrong.body.fields.map(({ pointer, code }) => `${pointer} ${code}`).toSorted(), [
    '/answers/cost forms.unknown_currency',
    '/answers/due forms.not_a_date',
    '/answers/nothing forms.unknown_path',
    '/answers/pages forms.too_small',
  ])
  const missing = await save(newId(), { pages: { value: 3 } })
  assert.deepEqual(missing.body.fields, [{ pointer: '/answers/title', code: 'forms.required' }])
  const dangling = await save(newId(), titled('x', { shelf: { value: newId() } }))
  assert.deepEqual(dangling.body.fields, [{ pointer: '/answers/shelf', code: 'forms.unknown_reference' }])
})

test('what no two rows share is held apart among those that are not archived, in each agency by itself', async () => {
  const [one, two] = [newId(), newId()]
  await save(one, titled('N', { number: { value: 'A-1' } }))
  const same = await save(two, titled('N', { number: { value: 'a-1' } }))
  assert.equal(same.status, 409)
  assert.deepEqual(same.body.fields, [{ pointer: '/answers/number', code: 'registers.not_unique' }])
  assert.equal((await save(newId(), titled('N', { number: { value: 'A-1' } }), { agency: theirs })).status, 200)
  assert.equal((await ask('POST', `/shelf/books/${one}/archive`, { archived: true }, { version: 1 })).status, 200)
  assert.equal((await save(two, titled('N', { number: { value: 'a-1' } }))).status, 200)
  const back = await ask('POST', `/shelf/books/${one}/archive`, { archived: false }, { version: 2 })
  assert.equal(back.body.code, 'registers.not_unique')
})

test('a row is archived and never deleted: it leaves the list, is found by what refers to it, and comes back', async () => {
  const [shelf, book] = [newId(), newId()]
  await ask('PUT', `/shelf/shelves/${shelf}`, { answers: { name: { value: 'Upper' }, code: { value: 'U' } } })
  await save(book, titled('On a shelf', { shelf: { value: shelf } }))
  const gone = await ask('POST', `/shelf/shelves/${shelf}/archive`, { archived: true }, { version: 1 })
  assert.equal(gone.body.archivedAt, clock.now())
  assert.equal((await ask('POST', `/shelf/shelves/${shelf}/archive`, { archived: true }, { version: 1 })).status, 200)
  assert.deepEqual((await ask('POST', '/shelf/shelves/list', {})).body.items, [])
  assert.deepEqual(idsOf(await ask('POST', '/shelf/shelves/list', { archived: true })), [shelf])
  assert.deepEqual((await ask('GET', `/shelf/books/${book}`)).body.titles, { [shelf]: { en: 'Upper' } })
  const changed = await ask('PUT', `/shelf/shelves/${shelf}`, { answers: { name: { value: 'x' } } }, { version: 2 })
  assert.equal(changed.body.code, 'registers.archived')
  await ask('POST', `/shelf/shelves/${shelf}/archive`, { archived: false }, { version: 2 })
  const { items } = (await ask('GET', `/shelf/shelves/${shelf}/history`)).body
  assert.deepEqual(
    items.map(({ how, by }) => [how, by]),
    [
      ['restored', 'A. Haddad'],
      ['archived', 'A. Haddad'],
      ['added', 'A. Haddad'],
    ],
  )
})

test('roles are asked by the database as well, and its history cannot be changed by anybody', async () => {
  const sneaky = ask('PUT', `/shelf/shelves/${newId()}`, { answers: { name: { value: 'x' } } }, { role: 'reader' })
  assert.equal((await sneaky).status, 403)
  await assert.rejects(
    db.transaction().execute(async (trx) => {
      await sql`select set_config('app.user_id', ${user(mine).userId}, true), set_config('app.agency_id', ${mine}, true),
        set_config('app.country', 'DL', true), set_config('app.roles', 'reader', true)`.execute(trx)
      await sql`insert into shelf.shelf (id, country, agency_id, answers, search, version, added_by, added_at, changed_by, changed_at)
        values (${newId()}, 'DL', ${mine}, '{}', '', 1, ${user(mine).userId}, now(), ${user(mine).userId}, now())`.execute(
        trx,
      )
    }),
    /row-level security/,
  )
  await assert.rejects(sql`update shelf.book_history set how = 'changed'`.execute(owner), /only ever added to/)
  await assert.rejects(sql`delete from shelf.book_history`.execute(owner), /only ever added to/)
  const { rows } = await sql<{ forced: boolean }>`
    select bool_and(relrowsecurity and relforcerowsecurity) as forced from pg_class
    where relnamespace = 'shelf'::regnamespace and relkind = 'r'`.execute(owner)
  assert.equal(rows[0]?.forced, true)
})

test('what is not open is sealed, shown to who reads the row, audited, and in no list, export or search', async () => {
  const id = newId()
  await save(id, titled('Lent out', { lender: { value: 'Aizada Bekova' } }))
  assert.deepEqual((await ask('GET', `/shelf/books/${id}`)).body.answers['lender'], { value: 'Aizada Bekova' })
  const { rows } = await sql<{ text: string }>`
    select row_to_json(book)::text || row_to_json(history)::text as text
    from shelf.book join shelf.book_history as history on history.row_id = book.id where book.id = ${id}`.execute(owner)
  assert.ok(!rows[0]?.text.includes('Aizada'))
  assert.equal((await list({ search: 'Aizada' })).body.items.length, 0)
  const exported = await ask('POST', '/shelf/books/export', { format: 'csv', language: 'en' })
  assert.ok(exported.raw.includes('Lent out') && !exported.raw.includes('Aizada'))
  await save(id, titled('Lent out', { lender: { value: 'Somebody' } }), { version: 1 })
  const history = await ask('GET', `/shelf/books/${id}/history`)
  assert.deepEqual(history.body.items[0]?.changes, [{ path: 'lender', before: null, after: null }])
  const entries = await readInScope(db, systemScope('DL'), (trx) => readAudit(trx, { objectId: id }))
  assert.ok(entries.some(({ action }) => action === 'shelf.book_read'))
  assert.ok(!JSON.stringify(entries).includes('Aizada'))
})

test('a list gives the rows that it is narrowed to, in order, each once over all its pages', async () => {
  const agency = newId()
  const as = { agency }
  const made: { id: string; answers: FormAnswers }[] = []
  for (let at = 0; at < 40; at++) {
    const answers = titled(`Book ${String(at % 7)}${at % 2 ? ' é' : ''}`, {
      ...(at % 3 && { due: { value: `20${10 + (at % 5)}-0${1 + (at % 9)}` } }),
      ...(at % 4 && { cost: { value: { amount: at * 1.5, currency: 'EUR' } } }),
      ...(at % 5 && { kinds: { value: at % 2 ? ['law'] : ['law', 'story'] } }),
      ...(at % 6 && { pages: { value: at + 1 } }),
    })
    const id = newId()
    made.push({ id, answers })
    assert.equal((await save(id, answers, as)).status, 200)
  }
  const value = (answers: FormAnswers, path: string) =>
    answers[path] && 'value' in answers[path] ? answers[path].value : undefined
  const keyOf: Readonly<Record<string, (answers: FormAnswers) => string | number>> = {
    title: (answers) => (value(answers, 'title') as { en: string }).en.toLowerCase(),
    due: (answers) => (value(answers, 'due') as string | undefined) ?? '',
    cost: (answers) => (value(answers, 'cost') as { amount: number } | undefined)?.amount ?? -Infinity,
    pages: (answers) => (value(answers, 'pages') as number | undefined) ?? -Infinity,
  }
  const filters: readonly (readonly [object, (answers: FormAnswers) => boolean])[] = [
    [{}, () => true],
    [{ kinds: { any: ['story'] } }, (answers) => ((value(answers, 'kinds') ?? []) as string[]).includes('story')],
    [{ kinds: { blank: true } }, (answers) => value(answers, 'kinds') === undefined],
    [{ due: { from: '2011', to: '2012' } }, (answers) => /^201[12]/.test(keyOf['due']!(answers) as string)],
    [{ cost: { from: 15, to: null } }, (answers) => (keyOf['cost']!(answers) as number) >= 15],
    [{ pages: { blank: false }, due: { blank: true } }, (answers) => !!answers['pages'] && !answers['due']],
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('title', 'due', 'cost', 'pages'),
      fc.constantFrom('ascending' as const, 'descending' as const),
      fc.nat({ max: filters.length - 1 }),
      fc.constantFrom('', 'BOOK', 'e 3', 'book É'),
      fc.integer({ min: 1, max: 45 }),
      async (sort, direction, which, search, limit) => {
        const [asked, holds] = filters[which]!
        const found: string[] = []
        let cursor: string | null = null
        let total: number | null = null
        do {
          const page: Answered = await list(
            { sort, direction, filters: asked, search, limit, ...(cursor !== null && { cursor }) },
            as,
          )
          found.push(...idsOf(page))
          total ??= page.body.total
          cursor = page.body.next
        } while (cursor !== null)
        const words = search.toLowerCase().replace('é', 'e').split(' ')
        const expected = made
          .filter(({ answers }) => {
            const text = String(keyOf['title']!(answers)).replace('é', 'e')
            return holds(answers) && words.every((word) => text.includes(word))
          })
          .toSorted((a, b) => {
            const [one, other] = [keyOf[sort]!(a.answers), keyOf[sort]!(b.answers)]
            const way = one < other ? -1 : one > other ? 1 : a.id < b.id ? -1 : 1
            return direction === 'ascending' ? way : -way
          })
        assert.deepEqual(
          found,
          expected.map(({ id }) => id),
        )
        assert.equal(total, expected.length, 'the number is that of its list')
      },
    ),
    { seed: 20_261_128, numRuns: 60 },
  )
  assert.equal((await list({ cursor: 'x', limit: 1 }, as)).status, 200, 'a cursor that is none is the beginning')
})

test('what is taken out as a workbook or CSV comes in again as it was, in every language', async () => {
  const agency = newId()
  const as = { agency }
  const shelf = newId()
  await ask('PUT', `/shelf/shelves/${shelf}`, { answers: { name: { value: 'Lower' }, code: { value: '=L1' } } })
  await save(
    newId(),
    {
      title: { value: { en: '=1+1; "quoted"', ar: 'كتاب', 'pt-BR': 'Livro' } },
      number: { value: '007' },
      due: { value: '2026-12' },
      cost: { value: { amount: 1234.5, currency: 'KGS' } },
      kinds: { value: ['story', 'law'] },
      shelf: { value: shelf },
      lent: { value: 'no' },
      pages: { value: 12 },
      useful: { value: 4 },
      note: { value: "'in\ntwo lines, with commas" },
      lender: { value: 'Kept' },
    },
    as,
  )
  await save(newId(), titled('Bare', { lent: { absent: 'not_known' } }), as)
  for (const format of ['csv', 'xlsx'])
    for (const language of ['en', 'ar', 'ru']) {
      const taken = await ask('POST', '/shelf/books/export', { format, language }, as)
      assert.equal(taken.status, 200)
      const told = await ask('POST', `/shelf/books/import?trial=no&importId=${newId()}`, taken.raw, as)
      const { added, changed, unchanged, problems, lines } = told.body
      assert.deepEqual(
        { added, changed, unchanged, problems, lines },
        { added: 0, changed: 0, unchanged: 2, problems: [], lines: 2 },
        `${format} ${language}`,
      )
    }
  const { items } = (await list({}, as)).body
  assert.deepEqual(
    items.map(({ version }) => version),
    [1, 1],
  )
})

const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))
const bring = (file: Buffer, as: As, trial: 'yes' | 'no', importId: string = newId()) =>
  ask('POST', `/shelf/books/import?trial=${trial}&importId=${importId}`, file, as)

test('a file is tried line by line first; with a fault none of it is recorded; sent twice it is imported once', async () => {
  const agency = newId()
  const as = { agency }
  const kept = newId()
  await save(kept, titled('Kept', { number: { value: 'K' } }), as)
  const faulty = csv(
    'id,Title,Number,Pages,Cost,Cost currency [cost.currency],Kinds,Shelf,Colour',
    `${kept},Kept again,K,5,10,EUR,Law,,red`,
    `${newId()},Unknown,U,5,,,,,`,
    'abc,Bad id,B,5,,,,,',
    ',,N,5,,,,,',
    ',Bad number,M,many,,,,,',
    ',No currency,C,5,10,,,,',
    ',Bad kind,D,5,,,Poem,,',
    ',Bad shelf,S,5,,,,nowhere,',
    `${kept},Twice,K,5,,,,,`,
  )
  const told = (await bring(faulty, as, 'no')).body
  assert.deepEqual(
    told.problems.map(({ line, column, code }) => `${line} ${column} ${code}`),
    [
      '3 id registers.line_unknown_id',
      '4 id registers.line_not_an_id',
      '5 title forms.required',
      '6 pages forms.wrong_type',
      '7 cost forms.no_currency',
      '8 kinds forms.unknown_code',
      '9 shelf forms.unknown_reference',
      '10 null registers.line_twice',
    ],
  )
  assert.deepEqual([told.imported, told.passedOver], [false, ['Colour']])
  assert.deepEqual(idsOf(await list({}, as)), [kept], 'nothing of it was recorded')

  const good = csv('Number,Title,Pages', 'K,Kept again,7', ',First,1', ',Second,2')
  const trial = (await bring(good, as, 'yes')).body
  assert.deepEqual([trial.added, trial.changed, trial.imported], [2, 1, false])
  assert.equal((await list({}, as)).body.total, 1)
  const importId = newId()
  const once = (await bring(good, as, 'no', importId)).body
  assert.deepEqual([once.added, once.changed, once.imported], [2, 1, true])
  const again = (await bring(good, as, 'no', importId)).body
  assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 3])
  assert.equal((await list({}, as)).body.total, 3)
  assert.deepEqual((await ask('GET', `/shelf/books/${kept}`, undefined, as)).body.answers, {
    title: { value: { en: 'Kept again' } },
    number: { value: 'K' },
    pages: { value: 7 },
  })
  assert.equal((await bring(csv('Colour,Weight', 'red,3'), as, 'yes')).body.code, 'registers.import_no_columns')
  const picture = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  assert.equal((await bring(picture, as, 'yes')).body.code, 'registers.import_unreadable')
  assert.equal((await bring(Buffer.from('PK\x03\x04 no archive'), as, 'yes')).body.code, 'registers.import_unreadable')
  const long = csv('Title', ...Array.from({ length: 5_003 }, (_, at) => `Line ${at}`))
  assert.equal((await bring(long, as, 'yes')).body.code, 'registers.import_too_large')
  assert.equal((await bring(good, { agency, role: 'reader' }, 'yes')).status, 403)
})

test('two lines that the database alone finds to be the same undo the whole import, and are reported', async () => {
  const as = { agency: newId() }
  const told = (await bring(csv('Title,Number', 'One,X-1', 'Two,x-1'), as, 'no')).body
  assert.deepEqual(told.problems, [{ line: 3, column: 'number', code: 'registers.line_not_unique' }])
  assert.equal((await list({}, as)).body.total, 0)
})

test('rows, their history and the audit log are held against one another', async () => {
  const check = () => readInScope(db, systemScope('DL'), (trx) => verifyRows(trx, books))
  assert.deepEqual(await check(), [])
  const id = newId()
  await save(id, titled('Whole'))
  await save(id, titled('Whole', { pages: { value: 2 } }), { version: 1 })
  const breaking = async (statement: string, what: string) => {
    await sql.raw(`alter table shelf.book_history disable trigger history_is_not_changed`).execute(owner)
    await sql.raw(statement).execute(owner)
    assert.deepEqual(await check(), [{ id, what }], statement)
  }
  await breaking(
    `update shelf.book set answers = '{"title":{"value":{"en":"Turned"}}}' where id = '${id}'`,
    'row_differs',
  )
  await breaking(
    `update shelf.book set answers = '{"title":{"value":{"en":"Whole"}},"pages":{"value":2}}' where id = '${id}'`,
    'row_differs',
  ).catch((error: unknown) => {
    // Put back as it was, nothing differs any more.
    if (!(error instanceof assert.AssertionError)) throw error
  })
  assert.deepEqual(await check(), [])
  await breaking(
    `update shelf.book_history set how = 'imported' where row_id = '${id}' and version = 1`,
    'chain_broken',
  )
})
