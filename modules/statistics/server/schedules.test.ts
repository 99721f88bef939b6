import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FigureTableView, FigureView } from '../contract/figures.ts'
import { FIELD_CODES } from '../domain/canon.ts'
import { scopeOf } from './context.ts'
import { inventRegister } from './demo/invent-register.ts'
import { insertRegister } from './demo/load-register.ts'
import { publishFigures } from './publish-figures.ts'
import { prepareEditions, scheduleTasks } from './schedules.ts'
import { ask, context, owner, principal, QUERY, state, USERS } from './testing/figures-stage.ts'

interface Edition {
  readonly id: string
  readonly viewId: string
  readonly name: string
  readonly asOf: string
  readonly opened: boolean
}
interface Opened {
  readonly name: string
  readonly asOf: string
  readonly table: FigureTableView
}

const two = { user: 'two' } as const
const at = (day: string) => ({ ...context, clock: fixedClock(`${day}T03:40:00Z`) })
const more = async (count: number) =>
  unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) =>
      ok(await insertRegister(trx, 'DL', inventRegister(2027, FIELD_CODES.channel, count, ['north', 'coast']))),
    ),
  )
const night = async (day: string) => {
  await publishFigures(at(day))
  return prepareEditions(at(day))
}
const editions = async (as: object = {}) =>
  (await ask<{ items: Edition[] }>('GET', 'editions', undefined, as)).body.items
const tasks = async (user: string, day: string, role = 'analyst') =>
  (await scheduleTasks(at(day), principal(role, user))).map(({ kind, about }) => [kind, about.id])

const shared = newId<string>()
const own = newId<string>()

test('a saved view is prepared when figures are published, told to those who may see it, and shows what was published then', async () => {
  await more(4000)
  await night('2026-11-20')
  await ask('PUT', `views/${shared}`, { name: 'By sex', shared: true, query: QUERY })
  await ask('PUT', `views/${own}`, { name: 'Mine', shared: false, query: QUERY })
  assert.equal((await ask('PUT', `views/${shared}/schedule`, { every: 'publication' })).status, 200)
  assert.equal((await ask('PUT', `views/${shared}/schedule`, { every: 'publication' })).status, 200, 'sent twice')
  assert.equal((await ask('PUT', `views/${own}/schedule`, { every: 'year' })).status, 200)
  assert.equal((await ask('PUT', `views/${own}/schedule`, { every: 'year' }, two)).status, 404)
  assert.equal((await ask('PUT', `views/${newId()}/schedule`, { every: 'year' })).status, 404)
  assert.equal((await ask('PUT', `views/${shared}/schedule`, { every: 'year' }, { role: 'caseworker' })).status, 403)
  assert.deepEqual(await night('2026-11-21'), { prepared: 0, stopped: 0 }, 'nothing new was published')

  await more(4000)
  assert.deepEqual(await night('2026-12-21'), { prepared: 2, stopped: 0 })
  assert.deepEqual(await night('2026-12-21'), { prepared: 0, stopped: 0 }, 'once')
  const mine = await editions()
  const theirs = await editions(two)
  assert.deepEqual(mine.map(({ name }) => name).toSorted(), ['By sex', 'Mine'])
  assert.deepEqual(
    theirs.map(({ name, asOf, opened }) => [name, asOf, opened]),
    [['By sex', '2026-12-21', false]],
  )
  assert.equal((await ask('GET', 'editions', undefined, { role: 'supervisor' })).status, 403)
  const [edition] = theirs
  assert.deepEqual(await tasks('two', '2026-12-22'), [['edition', edition!.id]])
  assert.deepEqual(await tasks('two', '2026-12-22', 'caseworker'), [])

  const shown = (await ask<FigureTableView>('POST', 'figures', QUERY)).body
  const open = `editions/${edition!.id}/open`
  const first = await ask<Opened>('POST', open, undefined, two)
  assert.deepEqual([first.status, first.body.table.cells], [200, shown.cells])
  assert.deepEqual(await tasks('two', '2026-12-22'), [], 'opened')
  assert.equal((await tasks('one', '2026-12-22')).length, 2, 'not by the other')
  assert.equal((await ask('POST', open, undefined, { role: 'caseworker' })).status, 403)
  const private_ = mine.find(({ name }) => name === 'Mine')!
  const unknown = await ask('POST', `editions/${private_.id}/open`, undefined, two)
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'statistics.edition_unknown'])

  await more(4000)
  assert.deepEqual(await night('2027-01-25'), { prepared: 1, stopped: 0 }, 'the yearly one is not due')
  assert.notDeepEqual((await ask<FigureTableView>('POST', 'figures', QUERY)).body.cells, shown.cells)
  assert.deepEqual((await ask<Opened>('POST', open)).body.table.cells, shown.cells, 'an edition stays as it was')
  const { rows } = await sql<{ all: string }>`select edition::text as all from statistics.edition`.execute(owner)
  assert.ok(
    rows.every(({ all }) => !/By sex|Mine|cells|families/.test(all)),
    'neither a name nor a figure is kept',
  )
})

test('a view changed by two, scheduled by two: the second is told; nobody but its owner can end it', async () => {
  const taken = await ask('PUT', `views/${shared}/schedule`, { every: 'quarter' }, two)
  assert.deepEqual([taken.status, taken.body.code], [409, 'statistics.schedule_taken'])
  assert.equal((await ask('DELETE', `views/${shared}/schedule`, undefined, two)).status, 404)
  const seen = (await ask<{ items: FigureView[] }>('GET', 'views', undefined, two)).body.items
  assert.deepEqual(
    seen.map(({ schedule }) => schedule),
    [{ every: 'publication', own: false, stopped: false }],
  )
})

test('a schedule whose owner left is stopped, said to those who read the view, and taken over with it', async () => {
  state.left = [USERS['one']!]
  await more(2000)
  assert.deepEqual(await night('2027-03-01'), { prepared: 0, stopped: 2 })
  const count = (await editions(two)).length
  assert.deepEqual(
    (await tasks('two', '2027-03-02')).filter(([kind]) => kind === 'schedule_stopped'),
    [['schedule_stopped', shared]],
    'of the view that is shared, not of a private one',
  )
  assert.equal((await ask('PUT', `views/${shared}/schedule`, { every: 'quarter' }, two)).status, 200)
  assert.deepEqual(
    (await tasks('two', '2027-03-02')).filter(([kind]) => kind === 'schedule_stopped'),
    [],
  )
  const [view] = (await ask<{ items: FigureView[] }>('GET', 'views', undefined, two)).body.items
  assert.deepEqual([view!.own, view!.schedule], [true, { every: 'quarter', own: true, stopped: false }])
  await more(2000)
  assert.deepEqual(await night('2027-05-01'), { prepared: 1, stopped: 0 })
  assert.equal((await editions(two)).length, count + 1)
  assert.equal((await ask('DELETE', `views/${shared}/schedule`, undefined, two)).status, 200)
  assert.equal((await editions(two)).length, count + 1, 'what it prepared stays')
})

test('an account sees no schedule or edition of a view that is not its own or shared, and prepares none by itself', async () => {
  for (const role of ['analyst', 'administrator', 'caseworker']) {
    const scope = scopeOf(principal(role, 'two'))
    for (const table of ['schedule', 'edition']) {
      const { rows } = await readInScope(context.db, scope, (trx) =>
        sql`select from ${sql.table(`statistics.${table}`)} where view_id = ${own}`.execute(trx),
      )
      assert.equal(rows.length, 0, `${role} reads ${table}`)
    }
    await assert.rejects(
      inScope(context.db, scope, async (trx) =>
        ok(
          await sql`
            insert into statistics.edition values (gen_random_uuid(), ${shared}, 'DL', '{}', current_date, now())`.execute(
            trx,
          ),
        ),
      ),
      /row-level security/,
    )
  }
})
