import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { sql } from 'kysely'
import {
  appointment,
  ask,
  day,
  done,
  guardian,
  type GUARDIAN,
  NEED,
  newChild,
  open,
  owner,
  platform,
  said,
  step,
  WHO,
} from './testing/children-stage.ts'

const keep = async (name: string, more: object = {}) => {
  const id = newId()
  const answers: Record<string, unknown> = { ...guardian(name, { account: WHO.guardian.userId }), ...more }
  await done(ask('authority', 'PUT', `/children/guardians/${id}`, { answers }))
  return id
}
const NEVER = said({ trained_on: day(-900), trained_trafficking_on: day(-900) })
const missing = async (id: typeof GUARDIAN) => {
  const { id: asked } = await open('officer', await newChild(), 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  return (await step('authority', 'guardianship', asked, 'provide', appointment(id))).body.params?.missing ?? null
}
interface Training {
  readonly certificates: readonly { readonly event: string; readonly counts: boolean }[] | null
}
const shown = async (id: string) =>
  (await done(ask('authority', 'GET', `/children/guardian-training/${id}`))) as unknown as Training

test('without an account, and where the register of training knows nobody of the address, the days that were typed hold', async () => {
  const id = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${id}`, { answers: guardian('Olha Kravets') }))
  assert.deepEqual([await missing(id), (await shown(id)).certificates], [null, null])
  const unknown = await keep('Yara Mansour')
  assert.deepEqual([await missing(unknown), (await shown(unknown)).certificates], [null, null])
  assert.equal(await missing(await keep('Yara Mansour', NEVER)), 'guardian_training', 'too long ago')
  for (const who of ['officer', 'guardian', 'panel'] as const)
    assert.equal((await ask(who, 'GET', `/children/guardian-training/${id}`)).status, 403, who)
  assert.equal(
    (await ask('authority', 'GET', `/children/guardian-training/${newId()}`)).body.code,
    'children.no_guardian',
  )
})

test('a guardian who signs in is trained by the certificates of the register of training, whatever was typed', async () => {
  // The guardian of the demonstration was certified by an event that offers a course on indicators.
  const training = platform.modules.find((module) => module.id === 'training')!
  await training.demo!({ progress: () => undefined, people: () => undefined })
  const id = await keep('Yara Mansour', NEVER)
  assert.equal(await missing(id), null, 'certified, though nothing was typed')
  const { certificates } = await shown(id)
  assert.ok(certificates!.some(({ counts }) => counts))
  // Written in another script it is one name; another's it is not, and an office's address certifies nobody.
  assert.equal(await missing(await keep('يارا منصور', NEVER)), null)
  const other = await keep('Abebe Girma')
  assert.deepEqual((await shown(other)).certificates, [])
  assert.equal(await missing(other), 'guardian_training', 'days that were typed are none where the register knows')

  await sql`update training.certificate set revoked_at = now(), revoked_by = issued_by`.execute(owner)
  assert.equal(await missing(id), 'guardian_training', 'revoked, it is none')
  await sql`update training.certificate set revoked_at = null, revoked_by = null`.execute(owner)
  assert.equal(await missing(id), null)
})
