import type { Principal } from '@gloact/identity/contract/principal'
import { unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { FiguresContext } from '../context.ts'
import { saveFigureView } from '../saved-views.ts'
import { scheduleView } from '../schedules.ts'

/** The saved view of the demonstration, which is prepared as figures are published. */
const DEMO_VIEW = '00000000-0000-7000-8070-000000000101'

/** A view that the analyst shares, and has prepared; left as it is where there is one. */
export async function loadViews(context: FiguresContext, analyst: Principal): Promise<void> {
  const there = await readInScope(context.db, systemScope(context.country), async (trx) =>
    sql`select from statistics.saved_view where id = ${DEMO_VIEW}`.execute(trx),
  )
  if (there.rows.length > 0) return
  const query = {
    measure: 'identified',
    rows: 'area',
    columns: 'sex',
    years: [],
    sexes: [],
    ages: [],
    family: null,
    codes: [],
  }
  unwrap(
    await saveFigureView(
      context,
      analyst,
      DEMO_VIEW,
      { name: 'Victims identified by area', shared: true, query },
      undefined,
    ),
  )
  unwrap(await scheduleView(context, analyst, DEMO_VIEW, 'publication'))
}
