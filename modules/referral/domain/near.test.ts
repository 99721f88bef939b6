import assert from 'node:assert/strict'
import { test } from 'node:test'
import { needType, serviceType } from '@gloact/codes'
import type { Instant } from '@gloact/kernel'
import { asOfNow, nearest, toKeep, TYPES_FOR, USUAL_NEEDS, type NearService } from './near.ts'

const NOW = '2026-11-28T12:00:00.000Z' as Instant
const base: NearService = {
  id: 'a',
  type: 'shelter',
  name: 'Safe house',
  agencyName: 'Shelter',
  confidential: false,
  site: 'House 1',
  area: 'north',
  languages: ['ar'],
  serves: 'women',
  minAge: 18,
  maxAge: null,
  room: 'open',
  unit: 'bed',
  available: 2,
  capacityAt: '2026-11-28T08:00:00.000Z',
}
const asked = { needs: ['accommodation'], area: 'north', language: 'ar', child: false }

test('every need that is asked about leads to services that there are codes for, but what nobody can name', () => {
  const types = new Set(serviceType.codes.map(({ code }) => code as string))
  for (const { code } of needType.codes) {
    if (code === 'other') continue
    assert.ok((TYPES_FOR[code] ?? []).length > 0, code)
    for (const type of TYPES_FOR[code] ?? []) assert.ok(types.has(type), `${code}: ${type}`)
  }
  for (const need of USUAL_NEEDS) assert.ok(need in TYPES_FOR)
})

test('room comes first, then the language, then nearness, and what is not for the person is left out', () => {
  const services = [
    { ...base, id: 'full', room: 'full' as const },
    { ...base, id: 'far', area: 'south' },
    { ...base, id: 'near' },
    { ...base, id: 'children', type: 'child_protection', serves: 'children' as const, minAge: 0, maxAge: 17 },
    { ...base, id: 'other', languages: ['fr'] },
  ]
  const [found] = nearest(services, asked)
  assert.deepEqual(
    found?.services.map(({ id }) => id),
    ['near', 'far', 'other'],
  )
  assert.deepEqual(
    nearest(services, { ...asked, child: true })[0]?.services.map(({ id }) => id),
    ['children'],
  )
  assert.deepEqual(nearest(services, { ...asked, needs: ['other'] }), [{ need: 'other', services: [] }])
})

test('neither the name nor any other word of a confidential site lies on a device', () => {
  const sent = { ...base, confidential: true, site: 'The house behind the mill', address: '17 Hidden Lane' }
  const kept = JSON.stringify(toKeep(sent))
  assert.ok(!kept.includes('mill') && !kept.includes('Hidden'))
  assert.equal(toKeep({ ...sent, confidential: false }).site, 'The house behind the mill')
})

test('places that were counted too long ago are not said to be free, however the device read it', () => {
  assert.equal(asOfNow(base, NOW).room, 'open')
  const next = asOfNow(base, '2026-11-30T12:00:00.000Z' as Instant)
  assert.deepEqual([next.room, next.available], ['unknown', null])
  assert.equal(asOfNow({ ...base, capacityAt: null }, NOW).room, 'unknown')
})
