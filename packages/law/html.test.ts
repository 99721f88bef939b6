import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { writeHtml } from './html/index.ts'
import { addressed, flattened, plainText, readLaw } from './index.ts'
import { sourceText } from './source/index.ts'

const title = { title: 'Harbour Act', subtitle: '' }

test('a law as HTML says its words, each provision under its address, and says which way it is written', () => {
  const { law } = readLaw('1. Offence\n\n(1) Nobody shall recruit where a < b & c.\n\n(2) Prison.', 'en')
  const html = writeHtml(law, title)
  assert.match(html, /^<!doctype html>\n<html lang="en" dir="ltr">/)
  assert.match(
    html,
    /<section id="sec_1__subsec_1" data-kind="subsection">\n<p dir="auto"><span class="num">\(1\)<\/span> Nobody shall recruit where a &lt; b &amp; c/,
  )
  assert.match(writeHtml(readLaw('المادة ١\n\nيعاقب.', 'ar').law, title), /lang="ar" dir="rtl"/)
})

test('whatever the words are, they become no markup, and read back they are the same words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme-ascii' }), { maxLength: 8 }), async (lines) => {
      const { law } = readLaw(lines.map((line, at) => `${at + 1}. Head\n\n${line}`).join('\n\n'), 'en')
      const html = writeHtml(law, title)
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      assert.deepEqual(
        ids,
        flattened(addressed(law)).map(({ eId }) => eId),
      )
      const back = await sourceText(new TextEncoder().encode(html), {
        decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
        readPdf: async () => ({ ok: false, error: 'pdf_damaged' }),
      })
      const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '')
      assert.ok(back.ok)
      const wanted = new Set(words(plainText(law)))
      const found = new Set(words(back.value.text))
      for (const word of wanted) assert.ok(found.has(word), `${word} is lost`)
    }),
    { numRuns: 60 },
  )
})
