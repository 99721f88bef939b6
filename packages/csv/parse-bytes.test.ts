import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseBytes } from './index.ts'
import { loadTable } from './node/index.ts'

const TEXT = 'name;city\nZoë;Niš\n'
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')

const FILES: Readonly<Record<string, Buffer>> = {
  'UTF-8': Buffer.from(TEXT),
  'UTF-8 with its mark': Buffer.from(`\uFEFF${TEXT}`),
  'UTF-16': utf16(TEXT),
  'Windows-1252': Buffer.from('name;city\nZo\u00eb;K\u00f6ln\n', 'latin1'),
  'Windows-1251': Buffer.from([0x61, 0x3b, 0x62, 0x0a, 0xc0, 0xe9, 0xe4, 0xe0, 0x3b, 0xce, 0xf8, 0xea, 0x0a]),
  workbook: Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]),
  'bytes of no text': Buffer.from([0x61, 0, 1, 2, 0x62]),
  nothing: Buffer.alloc(0),
  'a quote that stays open': Buffer.from('a;b\n"x;y\n'),
}

for (const [what, bytes] of Object.entries(FILES)) {
  test(`${what}: bytes in hand are read as the file on a disk is`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gloact-bytes-'))
    try {
      const path = join(folder, 'list.csv')
      writeFileSync(path, bytes)
      const onDisk = await loadTable(path)
      const inHand = parseBytes(bytes)
      assert.equal(inHand.ok, onDisk.ok)
      if (!inHand.ok || !onDisk.ok) {
        assert.deepEqual(!inHand.ok && inHand.error, !onDisk.ok && onDisk.error)
        return
      }
      const { bytes: _size, ...read } = onDisk.value
      assert.deepEqual(inHand.value, read)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
