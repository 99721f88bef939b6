import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapes } from './leaving.ts'

const menu = { is: 'a menu' }
const dialog = { is: 'a dialog' }

/** Presses Esc at these moments, with what lies on top then; gives which of them leave. */
const pressed = (...presses: readonly (readonly [at: number, overlay: object | null])[]): readonly boolean[] => {
  const leaves = escapes()
  return presses.map(([at, overlay]) => leaves(at, overlay))
}

test('Esc twice leaves', () => {
  assert.deepEqual(pressed([0, null], [300, null]), [false, true])
})

test('Esc, and after a while another, does not', () => {
  assert.deepEqual(pressed([0, null], [800, null], [1_600, null]), [false, false, false])
})

test('an Esc that closes a menu or a dialog counts for nothing', () => {
  assert.deepEqual(pressed([0, menu], [200, null]), [false, false])
  assert.deepEqual(pressed([0, menu], [200, dialog], [400, null]), [false, false, false])
  assert.deepEqual(pressed([0, menu], [200, null], [400, null]), [false, false, true])
})

test('what no Esc closes keeps nobody from leaving', () => {
  assert.deepEqual(pressed([0, dialog], [200, dialog], [400, dialog]), [false, false, true])
})
