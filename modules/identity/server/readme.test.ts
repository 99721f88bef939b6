import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Principal } from '../contract/principal.ts'
import type { CurrentSession } from '../contract/session.ts'
import { createApi } from '@gloact/http/server'
import { isOutOfRoom, isUnavailable } from '@gloact/postgres'
import { createVault } from '@gloact/vault'
import { memoryKekProvider } from '@gloact/vault/testing'
import { testDatabase } from '@gloact/postgres/testing'
import fastify from 'fastify'
import { identityModule } from './module.ts'

test('the example of the README runs', async () => {
  const { db } = await testDatabase()
  const app = fastify()
  const secrets = { secret: 'a secret that only this test knows, long enough', former: [] }
  const vault = createVault({ kek: memoryKekProvider() })
  const wordKey = () => vault.wordKey(db, 'DL')
  // As in README.md
  const identity = identityModule({
    db,
    secrets,
    wordKey,
    country: 'DL',
    publicUrl: 'http://localhost:4600',
    demo: true,
    languages: ['en', 'ar'],
  })
  const api = createApi<Principal>(app, {
    authenticate: identity.ports.authenticate,
    failures: [identity.failures],
    isUnavailable,
    isOutOfRoom,
  })
  identity.routes?.(api)
  const response = await app.inject({ url: '/api/v1/identity/session' })
  assert.equal(response.json<CurrentSession>().mustCreateFirstAdministrator, true)
  assert.throws(() =>
    identityModule({
      db,
      secrets: { secret: 'short', former: [] },
      wordKey,
      country: 'DL',
      publicUrl: 'http://x',
      demo: false,
      languages: ['en'],
    }),
  )
})
