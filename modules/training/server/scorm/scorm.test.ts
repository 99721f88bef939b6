import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import { newId } from '@gloact/kernel'
import { zipOf } from '@gloact/zip/testing'
import type { TakenPackage } from '../../contract/scorm.ts'
import { ask, browse, clock, open, owner, phone, running, upload } from '../testing/training-stage.ts'
import { readPackage } from './read-package.ts'
import { withScript } from './with-script.ts'

const DATA = join(import.meta.dirname, '../../../../../shared/data/training')
const skip = existsSync(DATA) ? false : 'the folder of reference data is not there'
const scorm = (name: string) => readFileSync(join(DATA, 'scorm', name))
const GOLF = 'golf-runtime-basic-scorm12.zip'

interface Described {
  readonly organizationTitle: string
  readonly items: string[]
  readonly launch: string
  readonly files: number
}
const described = (name: string): Described =>
  (JSON.parse(readFileSync(join(DATA, 'expected.json'), 'utf8')) as { scorm: Record<string, Described> }).scorm[name]!

const MANIFEST = (href = 'start.html', version = '1.2') => `<?xml version="1.0"?>
<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schemaversion>${version}</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Course</title><item identifierref="r"><title>Part</title></item></organization></organizations>
<resources><resource identifier="r" adlcp:scormtype="sco" href="${href}"/></resources></manifest>`
const made = (parts: { name: string; content: string | Uint8Array }[], manifest = MANIFEST()) =>
  zipOf([{ name: 'imsmanifest.xml', content: manifest }, { name: 'start.html', content: '<p>Start</p>' }, ...parts])
const imported = async (bytes: Uint8Array, id = newId<string>()) => ({
  id,
  ...(await upload(`packages?id=${id}&language=en`, bytes)),
})

type Opened = { launch: string; attempt: { id: string; saved: string; state: Record<string, string> } | null }
const opened = (code: string, packageId: string) => ask<Opened>('POST', 'take-part/package', { code, packageId }, phone)
const save = (code: string, body: object) => ask('POST', 'take-part/package-progress', { code, ...body }, phone)
const listed = async (code: string) =>
  (await ask<{ items: TakenPackage[] }>('POST', 'take-part/packages', { code }, phone)).body.items

test(
  'the package of reference is read as it is described, and one of SCORM 2004 says what it is',
  { skip },
  async () => {
    const said = described(GOLF)
    const read = await readPackage(scorm(GOLF))
    assert.ok(read.ok)
    assert.equal(read.value.title, said.organizationTitle)
    assert.deepEqual(read.value.items, said.items)
    assert.equal(read.value.launch, said.launch)
    // The archive has 49 entries, as it is described; five of them are folders.
    assert.equal(
      read.value.files.length + new Set(read.value.files.map(({ path }) => path.match(/^.+\//)?.[0])).size - 1,
      said.files,
    )
    const later = await readPackage(scorm('golf-metadata-scorm2004-3rd.zip'))
    assert.deepEqual(later, { ok: false, error: 'training.package_not_scorm12' })
  },
)

test('a package that would do harm is refused, and says why', async () => {
  const refusals: [string, Uint8Array][] = [
    ['training.package_too_large', made([{ name: 'bomb.txt', content: Buffer.alloc(50_000_000) }])],
    ['training.package_too_large', Buffer.alloc(25_000_001)],
    ['training.package_path', made([{ name: '../../etc/cron.d/x', content: 'x' }])],
    ['training.package_path', made([{ name: String.raw`..\..\x`, content: 'x' }])],
    ['training.package_path', made([{ name: '/etc/passwd', content: 'x' }])],
    ['training.package_path', made([{ name: 'C:/x', content: 'x' }])],
    ['training.package_path', made([{ name: '-gloact/frame.js', content: 'x' }])],
    ['training.package_damaged', Buffer.from('no archive')],
    ['training.package_damaged', made([]).subarray(0, -40)],
    ['training.package_damaged', made([], '<!DOCTYPE x [<!ENTITY a "aaaa">]><manifest>&a;</manifest>')],
    ['training.package_not_scorm12', zipOf([{ name: 'start.html', content: 'x' }])],
    ['training.package_not_scorm12', made([], MANIFEST('start.html', '2004 3rd Edition'))],
    ['training.package_without_start', made([], MANIFEST('https://elsewhere.example/start.html'))],
    ['training.package_without_start', made([], MANIFEST('../start.html'))],
    ['training.package_without_start', made([], MANIFEST('none.html'))],
  ]
  for (const [code, bytes] of refusals) {
    const { status, body } = await imported(bytes)
    assert.deepEqual([status, body.code], [422, code])
    assert.ok(body.title.length > 20)
  }
  const lies = zipOf([
    { name: 'imsmanifest.xml', content: MANIFEST() },
    { name: 'start.html', content: 'a'.repeat(5000), claimedSize: 10 },
  ])
  assert.equal((await imported(lies)).body.code, 'training.package_too_large', 'more than it says of itself')
})

/** What `frame.js` leaves of a window in which a package is about to begin. */
function framed(more: object, alone = false): Record<string, unknown> {
  const window: Record<string, unknown> = {
    addEventListener: () => undefined,
    stop: () => undefined,
    document: { documentElement: { replaceChildren: () => undefined } },
    MutationObserver: class {
      observe(): void {
        Object.assign(window, { watched: true })
      }
    },
    Element: function Element() {},
    ...more,
  }
  const outer = { postMessage: () => undefined }
  Object.assign(window, { window, parent: outer, top: alone ? window : {} })
  createContext(window)
  runInContext(readFileSync(join(import.meta.dirname, 'frame.js'), 'utf8'), window)
  return window
}

test('before a package begins, nothing is left by which its page could connect past the policy, and it cannot be put back', () => {
  const names = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport']
  const window = framed(Object.fromEntries(names.map((name) => [name, () => undefined])))
  for (const name of names) {
    assert.equal(window[name], undefined, name)
    assert.equal(runInContext(`try { ${name} = class {} } catch {} typeof ${name}`, window), 'undefined', name)
    assert.throws(() => runInContext(`Object.defineProperty(window, '${name}', { value: class {} })`, window), name)
  }
  assert.equal(window['watched'], true, 'frames that it makes are looked at')
  // As the top of a tab nothing of it goes on.
  assert.throws(() => framed({}, true), /opened in its player/)
})

test(
  'files are served in a sandbox of their own, under an address that ends and cannot be made',
  { skip },
  async () => {
    const { id, status } = await imported(scorm(GOLF))
    assert.equal(status, 201)
    assert.equal((await imported(scorm(GOLF), id)).status, 201, 'sent twice, there once')
    assert.equal((await imported(made([]), id)).body.code, 'training.id_used')
    assert.equal((await ask('GET', `packages/${id}/launch`, undefined, { role: 'supervisor' })).status, 403)
    const { body } = await ask<{ launch: string }>('GET', `packages/${id}/launch`)
    assert.match(body.launch, /^\/scorm\/[\w.-]+\/shared\/launchpage\.html$/)
    const page = await browse(body.launch)
    assert.equal(page.statusCode, 200)
    const policy = String(page.headers['content-security-policy'])
    assert.match(policy, /^sandbox allow-scripts allow-forms allow-modals;/)
    assert.doesNotMatch(policy, /allow-same-origin|allow-top|allow-popups/)
    assert.match(policy, /connect-src 'none'; webrtc 'block'; worker-src 'none'/)
    const root = body.launch.slice(0, body.launch.indexOf('/shared/'))
    assert.match(policy, new RegExp(`script-src http://gloact\\.example${root.replaceAll('.', '\\.')}/ `))
    // The script is in front of the first of the package’s own.
    assert.ok(page.body.indexOf(`${root}/-gloact/frame.js`) < page.body.indexOf('scormfunctions.js'))
    const script = await browse(`${root}/-gloact/frame.js`)
    assert.match(script.body, /Scorm12API/)
    // Opened by itself, in a tab, a page of a package is not there.
    const alone = await browse(body.launch, { 'sec-fetch-dest': 'document' })
    assert.deepEqual([alone.statusCode, alone.body], [404, '404\n'])
    assert.equal((await browse(body.launch, { 'sec-fetch-dest': 'iframe' })).statusCode, 200)
    assert.equal((await browse(`${root}/shared/style.css`)).headers['content-type'], 'text/css')
    // No file, an address that was changed, and one that has ended: each looks alike, and is a sandbox as well.
    for (const wrong of [
      `${root}/none.html`,
      `${root}/..%2f..%2fpackage.json`,
      `${root.slice(0, -2)}xx/shared/style.css`,
    ]) {
      const answer = await browse(wrong)
      assert.deepEqual([answer.statusCode, answer.body], [404, '404\n'])
      assert.match(String(answer.headers['content-security-policy']), /^sandbox/)
    }
    clock.set('2026-11-20T12:00:00Z')
    assert.equal((await browse(body.launch)).statusCode, 404)
  },
)

test('a participant’s attempt comes back where it was left, and replays make no second one', { skip }, async () => {
  const event = await running('Golf Player')
  const { id } = await imported(scorm(GOLF))
  assert.equal((await opened(event.code, id)).status, 404, 'not before it is offered')
  assert.equal(
    (await ask('POST', `events/${event.id}/courses`, { id: newId(), courseId: id, offered: true })).status,
    200,
  )
  assert.equal((await opened(event.code, id)).body.attempt, null)
  const [attemptId, first, second] = [newId(), newId(), newId()]
  const place = {
    'cmi.core.lesson_status': 'incomplete',
    'cmi.core.lesson_location': '7',
    'cmi.suspend_data': 'x'.repeat(6000),
  }
  const begun = { packageId: id, attemptId, id: first, after: null, state: place }
  assert.equal((await save(event.code, begun)).status, 200)
  assert.equal((await save(event.code, begun)).status, 200, 'its answer was lost on the way')
  const other = await save(event.code, { ...begun, state: { 'cmi.core.lesson_location': '1' } })
  assert.equal(other.body.code, 'training.id_used')
  const end = { ...place, 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '80', 'cmi.core.score.max': '100' }
  assert.equal((await save(event.code, { ...begun, id: second, after: first, state: end })).status, 200)
  // A second telephone that knows nothing of the end undoes nothing.
  const stale = { ...begun, id: newId(), after: first, state: place }
  assert.equal((await save(event.code, stale)).body.code, 'training.attempt_elsewhere')
  const fresh = { ...begun, id: newId(), attemptId: newId(), after: null }
  assert.equal((await save(event.code, fresh)).body.code, 'training.attempt_elsewhere')

  const again = await opened(event.code, id)
  assert.deepEqual(again.body.attempt, { id: attemptId, saved: second, state: end })
  const [shown] = await listed(event.code)
  assert.deepEqual([shown?.title, shown?.status, shown?.score], ['Golf Explained - Run-time Basic Calls', 'passed', 80])
  const { body } = await ask<{ items: { title: string; begun: number; completed: number }[] }>(
    'GET',
    `events/${event.id}/courses`,
  )
  assert.deepEqual(body.items, [{ courseId: id, title: shown?.title, begun: 1, completed: 1 }])
  // What somebody said in a package lies sealed; how far they came lies open.
  const rows = await owner
    .selectFrom('training.scorm_attempt' as never)
    .selectAll()
    .execute()
  assert.equal(rows.length, 1)
  assert.doesNotMatch(Buffer.from((rows[0] as { sealed_state: Uint8Array }).sealed_state).toString('latin1'), /lesson_/)

  const odd = { ...begun, id: newId(), after: second, state: { 'window.top': 'x' } }
  assert.equal((await save(event.code, odd)).status, 400)
  assert.equal((await save('22222-22222', begun)).status, 404)
  await open(event.tests[0]!.id, false)
})

test('a page is given its script in whatever way it is written', () => {
  const text = (page: string | Uint8Array) =>
    Buffer.from(withScript(Buffer.from(page as string), '/s')).toString('latin1')
  assert.equal(text('<HTML><HEAD lang="x"><b>'), '<HTML><HEAD lang="x"><script src="/s"></script><b>')
  assert.equal(text('<header>'), '<script src="/s"></script><header>')
  assert.equal(text('<!DOCTYPE html><p>\u00e9'), '<!DOCTYPE html><script src="/s"></script><p>\u00c3\u00a9')
  const wide = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('<head>é', 'utf16le')])
  assert.equal(Buffer.from(withScript(wide, '/s')).toString('utf8'), '\uFEFF<head><script src="/s"></script>é')
})
