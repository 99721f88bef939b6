import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { disclosureRule } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { fixedClock, unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { requestTables, verifyRequestLogs } from '@gloact/records/server'
import { createVault, memoryKekProvider } from '@gloact/vault'
import { OTHER_TYPE_NAMES } from '../../domain/other-types.ts'
import { victimPorts } from '../testing/victim-files.ts'
import type { VictimContext } from '../victims/victims-context.ts'
import { cooperationModule } from '../module.ts'

const { db } = await testDatabase()
const person = (at: number, role: string): Principal =>
  ({
    userId: `00000000-0000-4000-8000-0000000000f${at}`,
    agencyId: '00000000-0000-4000-8000-0000000000a1',
    country: 'DL',
    teamIds: [],
    roles: [role],
    scope: 'none',
  }) as unknown as Principal
const context: VictimContext = {
  victims: victimPorts(new Map()),
  db,
  vault: createVault({ kek: memoryKekProvider() }),
  clock: fixedClock('2026-11-24T09:00:00Z'),
  country: 'DL',
  calendar: { timeZone: 'UTC', weekend: [6, 7], holidays: [] },
  smallCounts: unwrap(disclosureRule()),
  codeLists: {
    ...CODE_LISTS,
    country: {
      id: 'country',
      version: '1',
      codes: ['DL', 'XN', 'XS', 'XE'].map((code) => ({ code, label: { en: code } })),
    },
  },
  config: { clocks: {}, victimClocks: {}, keepYears: 10, victimMonths: 12 },
  exchange: undefined,
  agencies: async () => [],
  staffNames: async () => new Map(),
  notIndependentOf: async () => new Set(),
  demo: {
    officer: async () => person(1, 'cooperation_officer'),
    approver: async () => person(2, 'central_authority_approver'),
    shelter: async () => person(3, 'supervisor'),
    caseworker: async () => person(4, 'caseworker'),
    intelligence: async () => person(5, 'intelligence_officer'),
    intelligenceApprover: async () => person(6, 'intelligence_approver'),
    file: '00000000-0000-7000-8000-0000000000f1',
  },
}

test('the invented country has requests of its own and of others in every state, loaded once', async () => {
  const module = cooperationModule(context)
  const said: string[] = []
  const tell = { progress: (message: string) => void said.push(message), people: () => undefined }
  await module.demo?.(tell)
  await module.demo?.(tell)
  assert.equal(said.length, 3)
  assert.ok(said.every((message) => message.startsWith('Loading invented ')))
  const rows = await readInScope(db, systemScope('DL'), (trx) =>
    requestTables(trx, 'cooperation').selectFrom('request').select(['state', 'facts']).execute(),
  )
  const states = new Set(rows.map(({ state }) => state))
  for (const state of ['draft', 'in_review', 'sent', 'undelivered', 'delivered', 'acknowledged', 'more_asked'])
    assert.ok(states.has(state), state)
  for (const state of ['conditions_offered', 'accepted', 'postponed', 'refused', 'answered', 'closed', 'withdrawn'])
    assert.ok(states.has(state), state)
  for (const state of ['result_in_review', 'partly_executed', 'rest_in_review']) assert.ok(states.has(state), state)
  const types = new Set(rows.map(({ facts }) => facts['type']))
  for (const type of OTHER_TYPE_NAMES) assert.ok(types.has(type), type)
  for (const state of ['in_review', 'assessed']) assert.ok(states.has(state), state)
  for (const state of ['offered', 'handed_over']) assert.ok(states.has(state), 'people are referred both ways')
  assert.equal((await verifyRequestLogs(db)).broken, undefined)
  const tasks = await module.tasks?.(person(2, 'central_authority_approver'))
  assert.ok(tasks && tasks.length >= 2, 'the second officer has something to approve')
})
