import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, ok, unwrap, type Json } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { Register } from '@gloact/registers'
import { auditOf, writeVersion } from '@gloact/registers/server'
import { sql } from 'kysely'
import { meetings, recommendations } from '../../contract/meetings.ts'
import { todayIn, type CooperationContext } from '../context.ts'

type Given = Readonly<Record<string, Json>>

/** Two invented meetings and what was agreed at the first: due soon, late, done, and another country's. Loaded once. */
export async function loadMeetings(
  context: CooperationContext,
  officer: Principal,
  idOf: (kind: 'meeting' | 'recommendation', at: number) => string,
): Promise<void> {
  const { country, db } = context
  const scope = systemScope(country)
  const there = await readInScope(db, scope, (trx) => sql`select from cooperation.meeting limit 1`.execute(trx))
  if (there.rows.length > 0) return
  const day = (days: number): string => addDays(todayIn(context), days)
  const [other, third] = country === 'XN' ? ['DL', 'XS'] : ['XN', 'XS']
  const held = idOf('meeting', 0)
  const rows: readonly (readonly [Register, string, Given])[] = [
    [
      meetings,
      held,
      {
        title: 'Third regional round table on trafficking across the northern border',
        countries: [country, other, third],
        held_on: day(-60),
        place: 'Fjordhavn',
        state: 'held',
        agenda: 'Requests that wait for an answer. Recruiters who work on both sides. Safe return.',
        minutes: 'The delegations went through all open requests and agreed on the recommendations recorded here.',
      },
    ],
    [
      meetings,
      idOf('meeting', 1),
      {
        title: 'Fourth regional round table',
        countries: [country, other],
        held_on: day(30),
        place: 'Demo City',
        state: 'planned',
        agenda: 'What became of the recommendations of the third round table.',
      },
    ],
    ...(
      [
        ['Name a contact point that can be reached at night', country, 6, 'open'],
        ['Translate the request form into the languages of the region', country, -9, 'open'],
        ['Confirm all entries of the directory of authorities', country, -20, 'done'],
        ['Answer requests for bank records within thirty days', other, 45, 'open'],
      ] as const
    ).map(([title, by, due, state], at): readonly [Register, string, Given] => [
      recommendations,
      idOf('recommendation', at),
      {
        title,
        meeting: held,
        country: by,
        ...(by === country && { owner: officer.agencyId }),
        due_on: day(due),
        state,
        ...(state === 'done' && { outcome: 'All entries were confirmed by telephone.' }),
      },
    ]),
  ]
  for (const [register, id, given] of rows) {
    unwrap(
      await inScope(db, scope, async (trx) => {
        const written = await writeVersion(trx, register, undefined, {
          id,
          country,
          agencyId: officer.agencyId,
          by: officer.userId,
          at: context.clock.now(),
          how: 'added',
          answers: Object.fromEntries(Object.entries(given).map(([path, value]) => [path, { value }])) as FormAnswers,
          archived: false,
          before: null,
        })
        if (!written) throw new Error(`a row of ${register.kind} of the invented country is there already`)
        const who = { actorId: officer.userId, agencyId: officer.agencyId }
        await recordAudit(trx, { ...auditOf(register, 'added', id, written), ...who })
        return ok(undefined)
      }),
    )
  }
}
