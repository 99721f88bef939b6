import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileView } from '@gloact/protection/contract/reading/files'
import { act, ask, clock, done, follow, newChild, protection, WHO, type Who } from './testing/children-stage.ts'

const fileOf = async (who: Who, fileId: string) =>
  (await done(ask(who, 'GET', `/protection/files/${fileId}`))) as unknown as FileView
const toReceive = async (who: Who) =>
  (await protection.foresees!(WHO[who])).tasks.flatMap(({ kind, about }) =>
    kind === 'receive_child' ? [about.id] : [],
  )
interface Listed {
  readonly fileId: string
  readonly lacks: readonly string[]
  readonly records: readonly { readonly kind: string; readonly keptBy: string | null }[]
}
const listed = async (who: Who, fileId: string): Promise<Listed | undefined> => {
  let after = ''
  for (;;) {
    const page = (await done(ask(who, 'GET', `/children/files?list=all${after && `&after=${after}`}`))) as unknown as {
      readonly items: readonly Listed[]
      readonly next: string | null
    }
    const found = page.items.find((child) => child.fileId === fileId)
    if (found || page.next === null) return found
    after = page.next
  }
}
const metAtBorder = () => newChild(undefined, { who: 'frontline', assignedTo: null })

test('a child met at a border reaches the authority by itself, its officer opens the file, and the worker sees who received it', async () => {
  const fileId = await metAtBorder()
  assert.equal((await ask('officer', 'GET', `/protection/files/${fileId}`)).status, 404, 'before, nobody there knew')
  await follow('protection.tell_child_protection', { fileId })
  await follow('protection.tell_child_protection', { fileId })
  await follow('children.begin_for_child', { fileId })

  const waiting = await fileOf('frontline', fileId)
  assert.deepEqual(
    waiting.childTold.map(({ agencyId, received }) => [agencyId, received]),
    [[WHO.officer.agencyId, null]],
    'told twice, told once',
  )
  assert.ok((await toReceive('officer')).includes(fileId))
  assert.ok((await toReceive('second')).includes(fileId), 'of whom every officer there knows')
  const [first] = (await protection.foresees!(WHO.officer)).tasks.filter(({ kind }) => kind === 'receive_child')
  assert.equal(first?.presses, 'today')
  const child = await listed('officer', fileId)
  assert.deepEqual(child?.lacks, ['care'], 'what the other agency began is not lacking')
  assert.ok(child?.records.every(({ keptBy }) => keptBy !== null))

  const opened = await fileOf('officer', fileId)
  assert.ok(opened.may.includes('action.child_received') && opened.may.includes('file.read_identity'))
  assert.ok(!opened.may.includes('action.assigned'), 'it stays the other agency’s')
  const received = { agencyId: WHO.officer.agencyId }
  await done(act('officer', fileId, 'child_received', received))
  assert.deepEqual(
    await toReceive('second'),
    (await toReceive('second')).filter((id) => id !== fileId),
  )
  const again = await act('second', fileId, 'child_received', received)
  assert.equal(again.body.code, 'protection.nothing_waits')

  const known = await fileOf('frontline', fileId)
  assert.deepEqual(known.childTold[0]?.received, { actor: WHO.officer.userId, at: clock.now() })
  const notices = (await done(ask('frontline', 'GET', '/protection/notices'))) as unknown as {
    readonly items: readonly { readonly kind: string; readonly file: { readonly id: string } }[]
  }
  assert.ok(notices.items.some(({ kind, file }) => kind === 'child_received' && file.id === fileId))
  const lines = (await done(ask('frontline', 'GET', `/protection/files/${fileId}/actions`))) as unknown as {
    readonly items: readonly { readonly type: string }[]
  }
  for (const type of ['child_protection_told', 'child_received'])
    assert.ok(
      lines.items.some((line) => line.type === type),
      `${type} is among what happened`,
    )
})

test('the authority’s officer works for the child at once, in the file of another agency', async () => {
  const fileId = await metAtBorder()
  await follow('protection.tell_child_protection', { fileId })
  const care = await ask('officer', 'GET', `/children/files/${fileId}`)
  assert.equal(care.status, 200)
  assert.equal((await ask('guardian', 'GET', `/protection/files/${fileId}`)).status, 404, 'others there see nothing')
  assert.equal(
    (await ask('lead', 'GET', `/protection/files/${fileId}`)).status,
    404,
    'nor do those who supervise there',
  )
})

test('nobody says for the authority that a child was received', async () => {
  const fileId = await metAtBorder()
  await follow('protection.tell_child_protection', { fileId })
  for (const who of ['frontline', 'caseworker', 'shelterLead', 'shelterOfficer', 'lead'] as const) {
    const { status } = await act(who, fileId, 'child_received', { agencyId: WHO.officer.agencyId })
    assert.ok(status >= 400, who)
  }
})

test('the authority’s own child, and one written down from paper long after, are told of to nobody', async () => {
  const own = await newChild()
  const old = await newChild('2026-10-01', { who: 'frontline', assignedTo: null })
  for (const fileId of [own, old]) await follow('protection.tell_child_protection', { fileId })
  assert.deepEqual((await fileOf('officer', own)).childTold, [])
  assert.deepEqual((await fileOf('frontline', old)).childTold, [])
})
