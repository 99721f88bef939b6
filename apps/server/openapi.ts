import { describedPlatform } from '@gloact/platform/described'
import fastify from 'fastify'
import { describeApi } from './http-server.ts'

// Prints the API's description: every route that the composed platform mounts. Nothing is asked of a database.
const app = fastify()
await describeApi(app)
const platform = await describedPlatform()
platform.mount(app)
await app.ready()
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
await app.close()
await platform.close()
