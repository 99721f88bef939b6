import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COOPERATION_ACTIONS, cooperationPolicy, type CooperationAction } from './policy.ts'

const may = (role: string, action: CooperationAction, agencyId = 'mine') =>
  cooperationPolicy.decide({ agencyId: 'mine', roles: [role] }, action, { agencyId }).allowed

test('officers write and answer, approvers approve and do neither, liaison officers follow and keep the directory', () => {
  const allowed = (role: string) => COOPERATION_ACTIONS.filter((action) => may(role, action))
  assert.deepEqual(allowed('cooperation_officer'), [
    'cooperation.read',
    'cooperation.write',
    'cooperation.answer',
    'cooperation.enquire',
    'directory.read',
    'directory.edit',
    'meetings.read',
    'meetings.edit',
    'peers.read',
    'peers.enter',
    'peers.stop',
  ])
  assert.deepEqual(allowed('central_authority_approver'), [
    'cooperation.read',
    'cooperation.approve',
    'directory.read',
    'meetings.read',
    'peers.read',
    'peers.enter',
    'peers.stop',
  ])
  assert.deepEqual(allowed('liaison_officer'), [
    'cooperation.read',
    'cooperation.enquire',
    'directory.read',
    'directory.edit',
    'meetings.read',
    'meetings.edit',
    'peers.read',
    'peers.stop',
  ])
})

test('nobody reads a request of another agency, and no administrator or caseworker reads any', () => {
  for (const role of ['cooperation_officer', 'central_authority_approver', 'liaison_officer'])
    assert.equal(may(role, 'cooperation.read', 'theirs'), false, role)
  for (const role of ['administrator', 'caseworker', 'supervisor', 'national_coordinator'])
    assert.equal(may(role, 'cooperation.read'), false, role)
})
