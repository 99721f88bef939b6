import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { requestCode } from './request-code.ts'

test('a request has one code, of two times four signs that nobody mistakes for a file’s number', () => {
  assert.equal(requestCode('51b5db46-c51a-8a7f-a771-4f065cbd7a26'), 'TR-5CBD-7A26')
  const codes = new Set(Array.from({ length: 200 }, () => requestCode(newId())))
  assert.ok(codes.size > 195, 'ids made in the same moment differ at their end')
  for (const code of codes) assert.match(code, /^TR-[0-9A-F]{4}-[0-9A-F]{4}$/)
})
