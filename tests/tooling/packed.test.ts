import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { packBundle } from '../../tools/launch/pack-bundle.mjs'
import { everyContract, nameOf } from '../support/contracts.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-packed-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a built app is packed beside itself, but for what would hardly be smaller', async () => {
  const [app, before] = [join(folder, 'app'), join(folder, 'before')]
  mkdirSync(join(app, 'assets'), { recursive: true })
  const text = 'the same words again and again '.repeat(200)
  writeFileSync(join(app, 'assets', 'a-AbCdEf12.js'), text)
  writeFileSync(join(app, 'assets', 'b-AbCdEf12.js'), 'export {}')
  writeFileSync(join(app, 'assets', 'font-AbCdEf12.woff2'), text)
  await packBundle(app, before)
  const packed = join(app, 'assets', 'a-AbCdEf12.js')
  assert.equal(brotliDecompressSync(readFileSync(`${packed}.br`)).toString(), text)
  assert.equal(gunzipSync(readFileSync(`${packed}.gz`)).toString(), text)
  for (const name of ['b-AbCdEf12.js.br', 'font-AbCdEf12.woff2.br']) assert.ok(!existsSync(join(app, 'assets', name)))
  // What the build before packed of the same content is taken from there.
  const next = join(folder, 'next')
  mkdirSync(join(next, 'assets'), { recursive: true })
  writeFileSync(join(next, 'assets', 'a-AbCdEf12.js'), text)
  await packBundle(next, app)
  assert.equal(statSync(join(next, 'assets', 'a-AbCdEf12.js.br')).ino, statSync(`${packed}.br`).ino)
})

/** Names under which an answer hands out what opens something. */
const OPENS = /^(?:secret|codes|link|token|uri|path)$/

test('every contract whose answer hands out a secret says so', async () => {
  const contracts = await everyContract()
  const handsOut = contracts.filter(({ method, response }) => {
    const shape = (response._zod.def as { readonly shape?: Readonly<Record<string, unknown>> }).shape
    return method !== 'GET' && Object.keys(shape ?? {}).some((key) => OPENS.test(key))
  })
  assert.ok(handsOut.length >= 7, `only ${handsOut.length} were found`)
  assert.deepEqual(
    handsOut.filter(({ secret }) => !secret).map((each) => nameOf(each)),
    [],
  )
})
