import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newRandomId } from '@gloact/kernel'
import { everyContract } from '../support/contracts.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { signInAs, startServerProcess, type Caller, type ServerProcess } from '../support/server-process.ts'

// Every register, asked by every role: who is refused the list is refused every other way to a row of it, and is told nothing by how.

const folder = loadedDataDir()
let server: ServerProcess
const callers = new Map<string, Caller>()

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  for (const { role } of server.signIns) if (!callers.has(role)) callers.set(role, await signInAs(server, role))
})
after(async () => {
  await server?.stop()
  folder.remove()
})

interface Page {
  readonly items?: readonly { readonly id: string }[]
  readonly rows?: readonly { readonly id: string }[]
  readonly total?: number | null
}

const idsOf = (body: unknown): readonly string[] => {
  const { items, rows } = body as Page
  return (items ?? rows ?? []).map(({ id }) => id)
}

/** A refusal says that there was one, and nothing of a row. */
function isClosed(body: unknown): boolean {
  const text = JSON.stringify(body)
  return !/"(items|rows|total|answers)"/.test(text)
}

test('who may not list a register reads no row of it by its id, its history or its export, and is told of none', async () => {
  const paths = new Set((await everyContract()).map(({ method, path }) => `${method} ${path}`))
  const registers = [...paths].flatMap((route) => {
    const found = /^POST (\/.+)\/list$/.exec(route)
    return found && paths.has(`GET ${found[1]}/:id/history`) ? [found[1]!] : []
  })
  assert.ok(registers.length >= 22, `${registers.length} registers`)
  assert.ok(callers.size >= 15, `${callers.size} roles`)
  const wrong: string[] = []
  let [open, closed, rows] = [0, 0, 0]
  for (const register of registers) {
    const answers = new Map<string, { readonly status: number; readonly body: unknown }>()
    for (const [role, caller] of callers) answers.set(role, await caller.post(`${register}/list`, {}))
    const seen = [...answers.values()].flatMap(({ status, body }) => (status === 200 ? idsOf(body) : []))
    rows += new Set(seen).size
    const real = seen[0]
    for (const [role, { status, body }] of answers) {
      const caller = callers.get(role)!
      if (status === 200) {
        open += 1
        const [own] = idsOf(body)
        // What a list shows opens.
        if (own && (await caller.get(`${register}/${own}`)).status !== 200)
          wrong.push(`${role} ${register}: a row does not open`)
        continue
      }
      closed += 1
      if (status !== 403 || !isClosed(body)) wrong.push(`${role} ${register}: ${status} ${JSON.stringify(body)}`)
      for (const [what, ask] of [
        ['read', (id: string) => caller.get(`${register}/${id}`)],
        ['history', (id: string) => caller.get(`${register}/${id}/history`)],
        ['export', (_id: string) => caller.post(`${register}/export`, { format: 'csv', language: 'en', trial: true })],
        ['archive', (id: string) => caller.post(`${register}/${id}/archive`, { archived: true })],
      ] as const) {
        const answer = await ask(real ?? newRandomId())
        const none = real !== undefined && what !== 'export' ? await ask(newRandomId()) : answer
        if (answer.status < 400 || !isClosed(answer.body)) wrong.push(`${role} ${register} ${what}: ${answer.status}`)
        const said = ({ status: code, body: told }: typeof answer) => `${code} ${(told as { code?: string }).code}`
        if (said(answer) !== said(none)) wrong.push(`${role} ${register} ${what}: ${said(answer)} and ${said(none)}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(open > 50 && closed > 50 && rows > 50, `${open} open, ${closed} closed, ${rows} rows`)
})
