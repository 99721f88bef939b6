import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedDemoStaff } from '@gloact/identity/server'
import { sql } from 'kysely'
import { platformStage } from './testing.ts'

const { db, owner, country, platform } = await platformStage()
const strategy = platform.modules.find(({ id }) => id === 'strategy')!

const reports = async () => {
  const { rows } = await sql<{ claims: number; steps: number; evidence: number }>`
    select count(distinct request.id)::int as claims, count(*)::int as steps,
      (select count(*)::int from strategy.evidence) as evidence
    from strategy.request join strategy.request_step step on step.request_id = request.id
    where request.kind = 'strategy.claim'`.execute(owner)
  return rows[0]!
}

test('reports that an interrupted start left out are loaded by the next, each once', async () => {
  await seedDemoStaff(db, {
    country: country.code,
    conductVersion: country.conduct.version,
    everybody: platform.modules,
  })
  const told: string[] = []
  const load = (stopAt?: string) =>
    strategy.demo!({
      progress: (message) => {
        if (message === stopAt) throw new Error('interrupted')
        told.push(message)
      },
      people: () => undefined,
    })
  await assert.rejects(load('Loading invented reports on the plan'), /interrupted/)
  assert.deepEqual(await reports(), { claims: 0, steps: 0, evidence: 0 })

  // The database goes away once three actions are reported, the last of which waits to be verified.
  await sql`
    create function strategy.stop_early() returns trigger language plpgsql security definer as $$
    begin
      if (select count(*) from strategy.request_step) >= 5 then raise exception 'interrupted'; end if;
      return new;
    end $$`.execute(owner)
  await sql`create trigger stop_early before insert on strategy.request_step for each row execute function strategy.stop_early()`.execute(
    owner,
  )
  await assert.rejects(load(), /interrupted/)
  const begun = await reports()
  assert.deepEqual(begun, { claims: 3, steps: 5, evidence: 3 })
  await sql`drop function strategy.stop_early() cascade`.execute(owner)
  await load()
  const whole = await reports()
  assert.ok(whole.claims > begun.claims && whole.claims === whole.evidence, JSON.stringify(whole))
  told.length = 0
  await load()
  assert.deepEqual([await reports(), told], [whole, []])
})
