import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asPlainDate, newId, type Json } from '@gloact/kernel'
import { draftKey, memoryDrafts } from '@gloact/offline'
import { ofContact } from '../outbox/draft-places.ts'
import { begun, EMPTY_CONTACT } from './contact-draft.ts'
import { contactsIn } from './contacts-on-device.ts'

test('several first contacts wait on one device: a new one takes no other away, and each is deleted by itself', async () => {
  const drafts = memoryDrafts()
  const [first, second, opened] = [ofContact(newId()), ofContact(newId()), ofContact(newId())]
  const contact = (searched: string): Json => ({
    ...begun({ ...EMPTY_CONTACT, searched }, Date.now(), asPlainDate('2026-12-03')),
  })
  await drafts.save(draftKey(first), contact('Amal'))
  await drafts.save(draftKey(second), contact(''))
  // Opened and left as it was: nothing was typed.
  await drafts.save(draftKey(opened), { ...EMPTY_CONTACT })
  // Of an earlier version, which kept one alone.
  await drafts.save(draftKey(ofContact(null)), contact(''))
  const found = async () => contactsIn(await drafts.list('')).map(({ of }) => draftKey(of))
  assert.deepEqual(new Set(await found()), new Set([first, second, ofContact(null)].map(draftKey)))
  assert.ok(contactsIn(await drafts.list('')).some(({ called }) => called === 'Amal'))
  await drafts.remove(draftKey(second))
  assert.deepEqual(new Set(await found()), new Set([first, ofContact(null)].map(draftKey)))
})
