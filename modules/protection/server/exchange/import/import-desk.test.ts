import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Principal } from '@gloact/identity/contract/principal'
import { newId, unwrap } from '@gloact/kernel'
import { createImportDesk } from './import-desk.ts'

const desk = createImportDesk()
after(() => desk.close())

const somebody = () => ({ userId: newId() }) as unknown as Principal
async function* file() {
  yield Buffer.from('First,Family\nSelma,Nangolo\n')
}
const sent = (who: Principal) => desk.receive(who, file(), 1_000)
const codeOf = async (who: Principal): Promise<string> => {
  const answer = await sent(who)
  return answer.ok ? 'received' : answer.error.code
}

test('four who fill the desk keep nobody out: a first upload everybody gets, a second only while there is room', async () => {
  const four = Array.from({ length: 4 }, somebody)
  for (const who of [...four, ...four]) unwrap(await sent(who))
  for (const who of four) assert.equal(await codeOf(who), 'protection.import_uploads_full')
  const fifth = somebody()
  const { uploadId } = unwrap(await sent(fifth))
  assert.equal(await codeOf(fifth), 'protection.import_uploads_full', 'no second while it is full')
  assert.equal(await codeOf(somebody()), 'received')
  assert.ok(desk.find(fifth, uploadId).ok)
})
