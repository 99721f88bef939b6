import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, asPlainDate } from '@gloact/kernel'
import { seedDemoStaff } from '@gloact/identity/server'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const { db, owner, clock, country, platform } = await platformStage()
const children = platform.modules.find(({ id }) => id === 'children')!
const REGISTERS = ['guardian', 'carer'] as const

/** Loads the registers and stops before the children. */
const load = () =>
  children.demo!({
    progress: () => {
      throw new Error('the registers are there')
    },
    people: () => undefined,
  })
const numbersOf = async (register: (typeof REGISTERS)[number]) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(`children.${register}`)}`.execute(owner)
  return rows[0]!.count
}

test('registers that a start left half written are completed by a start on another day', async () => {
  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  for (const register of REGISTERS) {
    await sql`
      create function children.stop_early() returns trigger language plpgsql security definer as $$
      begin
        if (select count(*) from ${sql.table(`children.${register}`)}) >= 2 then raise exception 'interrupted'; end if;
        return new;
      end $$`.execute(owner)
    await sql`
      create trigger stop_early before insert on ${sql.table(`children.${register}`)}
        for each row execute function children.stop_early()`.execute(owner)
    await assert.rejects(load(), /interrupted/)
    await sql`drop function children.stop_early() cascade`.execute(owner)
    clock.set(`${addDays(asPlainDate(clock.now().slice(0, 10)), 1)}T09:00:00.000Z`)
  }
  await assert.rejects(load(), /the registers are there/)
  for (const register of REGISTERS) assert.ok((await numbersOf(register)) > 2, register)
  // The one of the registry in CPIMS+ comes last.
  const { rows } = await sql`select from children.carer where k_status = 'not_screened'`.execute(owner)
  assert.equal(rows.length, 1)
})
