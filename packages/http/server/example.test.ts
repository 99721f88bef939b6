import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { exampleOf } from './example.ts'

const example = (shape: z.ZodRawShape) => exampleOf(z.object(shape), 'input') as Record<string, unknown>

test('an example is of its field: a token is no agency, a title no member of staff, a channel no id', () => {
  const made = example({
    token: z.string(),
    title: z.string(),
    channel: z.string(),
    legalBasis: z.string(),
    service_type: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
    agencyName: z.string(),
    fileId: z.uuid(),
    openedOn: z.string(),
    staff: z.array(z.object({ name: z.string() })),
    agencies: z.array(z.object({ name: z.string() })),
    plan: z.object({ name: z.string() }),
  })
  assert.deepEqual(made, {
    token: 'a'.repeat(43),
    title: 'title',
    channel: 'channel',
    legalBasis: 'legal basis',
    service_type: 'service_type',
    agencyName: 'Shelter North',
    fileId: '01938f6e-5c00-7a1b-8c2d-3e4f5a6b7c8d',
    openedOn: '2026-11-24',
    staff: [{ name: 'A. Haddad' }],
    agencies: [{ name: 'Shelter North' }],
    plan: { name: 'name' },
  })
})

test('an example is always taken by its schema, and the same every time', () => {
  const schema = z.object({
    code: z.string().regex(/^[A-Z]{5}-[A-Z]{5}$/),
    at: z.iso.datetime(),
    pin: z.string().min(6),
  })
  const made = exampleOf(schema, 'input')
  assert.ok(schema.safeParse(made).success)
  assert.deepEqual(exampleOf(schema, 'input'), made)
})
