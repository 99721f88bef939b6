import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { expectNoAxeViolations, expectNoSidewaysScroll } from './browser.ts'
import { startProduct, type Product } from './product.ts'
import { signedIn, type Visit } from './steps.ts'

let product: Product
/** A file of the demonstration that a caseworker works on. */
let fileId = ''

before(async () => {
  product = await startProduct()
})

after(() => product?.stop())

/** A photograph that says where it was taken, made by the browser itself and written into as a telephone would. */
async function photograph(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate<number[]>(`(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#12625f'
    pen.fillRect(0, 0, 640, 480)
    pen.fillStyle = '#f5f7f7'
    pen.fillRect(80, 120, 480, 240)
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return [...new Uint8Array(await blob.arrayBuffer())]
  })()`)
  const exif = Buffer.from(
    'Exif\u0000\u0000MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0000GPS 41.3167 N 69.2667 E',
    'latin1',
  )
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([Buffer.from(drawn.slice(0, 2)), head, exif, Buffer.from(drawn.slice(2))])
}

const SECRET = 'She says that the passport lies in the biscuit tin.'

async function atAttachments(visitor: Visit): Promise<void> {
  const { page, say, open } = visitor
  if (fileId === '') {
    const listed = await page.context().request.get(`${product.server.url}/api/v1/protection/files?mine=true&limit=50`)
    const { items } = (await listed.json()) as { items: { id: string; status: string }[] }
    fileId = items.find(({ status }) => status === 'open')?.id ?? ''
    assert.ok(fileId !== '', 'the caseworker has an open file')
  }
  await open(`/files/${fileId}/attachments`)
  await page
    .getByRole('heading', { name: say('protection.file.section.attachments') })
    .first()
    .waitFor()
}

const choose = (page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('input[type=file]').first().setInputFiles(files)

test('several are chosen at once; what lies or can act is refused in words, the rest is added and opens', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, say, press, look } = visitor
  // What leaves the device, as text: where a photograph was taken must not be in it.
  await page.addInitScript(`
    globalThis.sent = []
    const send = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof Blob) void body.text().then((text) => globalThis.sent.push(text))
      return send.call(this, body)
    }`)
  await atAttachments(visitor)
  await look('attachments-empty')
  await choose(page, [
    { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photograph(page) },
    { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from(SECRET) },
    { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg onload="alert(1)"/>') },
    { name: 'lie.png', mimeType: 'image/png', buffer: Buffer.from('only words') },
  ])
  await page.getByText(say('protection.attachment_refused')).waitFor()
  await page.getByText(say('protection.attachment_lies')).waitFor()
  // It can be let go of once it is sent or has failed: all four are through.
  const letGo = page.getByRole('button', { name: say('protection.attachment.let_go') })
  await letGo.nth(3).waitFor()
  await look('attachments-sent')
  const sent = await page.evaluate<string[]>('globalThis.sent')
  assert.ok(sent.some((text) => text.includes('JFIF')) && sent.every((text) => !text.includes('GPS')))
  await expectNoAxeViolations(page)

  await letGo.nth(3).click()
  await letGo.nth(2).click()
  // The words are for anyone who works on the file; the photograph says who the person is.
  await page
    .getByRole('radio', { name: say('protection.attachment.who.case') })
    .nth(1)
    .check()
  const add = page.getByRole('button', { name: say('protection.attachment.add_it') })
  await add.nth(1).click()
  await page.getByText(say('protection.attachment.added')).first().waitFor()
  await add.first().click()
  const openButtons = page.getByRole('button', { name: new RegExp(`^${say('protection.attachment.open')}: `) })
  await openButtons.nth(1).waitFor()
  await add.first().waitFor({ state: 'detached' })
  await look('attachments-added')

  // Words show in a frame that may do nothing.
  await page
    .getByRole('button', { name: `${say('protection.attachment.open')}: ${say('protection.attachment.kind.other')}` })
    .click()
  const frame = page.locator('iframe')
  await frame.waitFor()
  assert.equal(await frame.getAttribute('sandbox'), '')
  await page.frameLocator('iframe').getByText(SECRET).waitFor()
  await look('attachments-words')
  await press('protection.attachment.close')

  // The photograph asks for a purpose, and shows.
  await page
    .getByRole('button', { name: `${say('protection.attachment.open')}: ${say('protection.attachment.kind.photo')}` })
    .click()
  await page.getByRole('radio', { name: say('protection.file.purpose.work_on_file') }).check()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.attachment.open'), exact: true })
    .click()
  const picture = page.getByRole('img', { name: say('protection.attachment.kind.photo') })
  await picture.waitFor()
  const shown = "document.querySelector('[role=dialog] img')"
  assert.equal(await page.evaluate<number>(`${shown}.decode().then(() => ${shown}.naturalWidth)`), 640)
  await look('attachments-photo')
  await press('protection.attachment.close')
  await visitor.leave()
})

/** Two pages in a letter that the document does not bring along; `action` is what it would do when it is opened. */
function pdfOf(words: string, action = ''): Buffer {
  const drawn = `BT /F1 24 Tf 40 340 Td (${words}) Tj ET`
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${action}>>`,
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    ...[1, 2].map(
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>',
    ),
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = text.length
  text += `xref\n0 7\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(`${text}trailer << /Size 7 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`, 'latin1')
}

test('a PDF is shown as pictures of its pages and its words are read aloud; one that would act is refused', async () => {
  const visitor = await signedIn(product, 'caseworker')
  const { page, say, press, look } = visitor
  page.on('dialog', () => assert.fail('the script of the document ran'))
  await atAttachments(visitor)
  const add = async (name: string, kind: 'letter' | 'legal_document', buffer: Buffer) => {
    await choose(page, [{ name, mimeType: 'application/pdf', buffer }])
    await page.getByLabel(say('protection.attachment.kind')).selectOption(kind)
    await page.getByRole('radio', { name: say('protection.attachment.who.case') }).check()
    await press('protection.attachment.add_it')
    const words = say(`protection.attachment.kind.${kind}`)
    await page.getByRole('button', { name: `${say('protection.attachment.open')}: ${words}` }).click()
  }
  const script = '/OpenAction << /S /JavaScript /JS (app.alert("acts")) >> '
  await choose(page, [{ name: 'acts.pdf', mimeType: 'application/pdf', buffer: pdfOf('A signed paper', script) }])
  await page.getByText(say('protection.attachment_acts')).waitFor()
  await press('protection.attachment.let_go')
  await add('scan.pdf', 'letter', pdfOf('A signed paper'))
  await page.getByText('Page 1 of 2').waitFor()
  await page.getByRole('dialog').getByText('A signed paper').first().waitFor({ state: 'attached' })
  const inked = await page.evaluate<boolean>(`(() => {
    const canvas = document.querySelector('[role=dialog] canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    return data.some((value, index) => index % 4 === 0 && value < 128)
  })()`)
  assert.ok(inked, 'the page is painted')
  await look('attachments-pdf')
  await expectNoAxeViolations(page)
  await press('protection.attachment.close')
  // Its first page, small, stands in the list; everybody who works on the file may open this one.
  await page.locator('main img').first().waitFor()
  const listed = "document.querySelector('main img')"
  assert.equal(await page.evaluate<number>(`${listed}.decode().then(() => ${listed}.naturalHeight)`), 320)
  await look('attachments-pdf-listed')

  // Without what reads it, nothing is said of the document.
  await page.reload()
  await page.route('**/assets/open-pdf-*.js', (route) => route.abort())
  await page
    .getByRole('button', {
      name: `${say('protection.attachment.open')}: ${say('protection.attachment.kind.letter')}`,
    })
    .click()
  await page.getByText('What you typed is kept on this device.').waitFor()
  await page.unroute('**/assets/open-pdf-*.js')
  await page.getByRole('button', { name: say('ui.error.retry') }).click()
  await page.getByRole('button', { name: say('protection.attachment.record') }).waitFor()

  // One that is broken says so, and can still be kept.
  await add('broken.pdf', 'legal_document', Buffer.from('%PDF-1.7\nnothing more'))
  await page.getByText(say('ui.pdf.not_readable')).waitFor()
  await press('protection.attachment.close')
  await visitor.leave()
})

test('sound is recorded with the microphone, added, and heard again', async () => {
  const visitor = await signedIn(product, 'caseworker', { screen: 'phone' })
  const { page, say, press, look } = visitor
  await atAttachments(visitor)
  await press('protection.attachment.record')
  await page.getByText(say('protection.attachment.recording')).waitFor()
  // The microphone of the test beeps once a second.
  await page
    .getByRole('timer')
    .filter({ hasNotText: /^0:0[01]$/ })
    .waitFor()
  await look('attachments-recording')
  await press('protection.attachment.stop_recording')
  await page.getByRole('button', { name: say('protection.attachment.add_it') }).waitFor()
  await look('attachments-recorded')
  await press('protection.attachment.add_it')
  const listed = page.getByRole('button', {
    name: `${say('protection.attachment.open')}: ${say('protection.attachment.kind.audio')}`,
  })
  await listed.click()
  await page.getByRole('radio', { name: say('protection.file.purpose.work_on_file') }).check()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('protection.attachment.open'), exact: true })
    .click()
  await page.locator('[role=dialog] audio').waitFor()
  const played = `(async () => {
    const sound = document.querySelector('[role=dialog] audio')
    await sound.play()
    await new Promise((heard) => sound.addEventListener('timeupdate', () => sound.currentTime > 0 && heard()))
    return sound.currentTime > 0
  })()`
  assert.equal(await page.evaluate(played), true)
  await look('attachments-heard')
  await expectNoAxeViolations(page)
  await visitor.leave()
})

test('on a phone in Arabic they stand in one column, and one is taken out with a reason', async () => {
  const visitor = await signedIn(product, 'caseworker', { screen: 'phone', language: 'ar' })
  const { page, say, press, look } = visitor
  await atAttachments(visitor)
  await page.getByText(say('protection.attachment.kept.identifying')).first().waitFor()
  await page.getByRole('button', { name: say('ui.file.camera') }).waitFor()
  // The camera is asked for what is taken: asked for any image, some telephones hand over HEIC.
  const camera = page.locator('input[type=file][capture]').first()
  assert.equal(await camera.getAttribute('accept'), 'image/jpeg,image/png,image/webp')
  await look('attachments')
  await expectNoAxeViolations(page)
  await expectNoSidewaysScroll(page)
  await page
    .getByRole('button', { name: new RegExp(`^${say('protection.attachment.remove')}: `) })
    .first()
    .click()
  await press('protection.attachment.remove_it')
  await page.getByRole('textbox', { name: say('protection.attachment.remove_reason') }).fill('ليس من هذا الملف')
  await look('attachments-remove')
  await press('protection.attachment.remove_it')
  await page.getByText(say('protection.attachment.removed'), { exact: true }).waitFor()
  await page
    .getByRole('button', { name: /أُزيل مرفق واحد/ })
    .or(page.getByText('أُزيل مرفق واحد'))
    .first()
    .waitFor()
  await visitor.leave()
})
