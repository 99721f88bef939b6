import { constants, deflateRawSync } from 'node:zlib'

/** A part of an archive as it lies there: packed, and how long it says that it is. */
interface Part {
  readonly name: string
  readonly packed: Buffer
  readonly says: number
}

const part = (name: string, content: string): Part => ({
  name,
  packed: deflateRawSync(content),
  says: Buffer.byteLength(content),
})

/** An archive of these parts. */
export function archiveOf(parts: readonly Part[]): Buffer {
  const entries: Buffer[] = []
  const contents: Buffer[] = []
  let offset = 0
  for (const { name, packed, says } of parts) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(says, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(says, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    contents.push(local, Buffer.from(name), packed)
    entries.push(entry, Buffer.from(name))
    offset += local.length + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...contents, directory, end])
}

const MEGABYTE = 1024 * 1024
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const related = (...targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${RELATIONSHIPS}">${targets
    .map(([type, target], index) => `<Relationship Id="r${index}" Type="${DOCUMENT}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/**
 * A workbook of some kilobytes whose shared texts are so many megabytes of one letter, and that says of them that they are
 * `says` bytes long: the truth, unless told otherwise.
 */
export function workbookBomb(megabytes: number, says?: number): Buffer {
  const packedLetters = deflateRawSync(Buffer.alloc(MEGABYTE, 'a'), { finishFlush: constants.Z_FULL_FLUSH })
  const [open, close] = [`<sst xmlns="${MAIN}"><si><t>`, '</t></si></sst>']
  const packed = Buffer.concat([
    deflateRawSync(open, { finishFlush: constants.Z_FULL_FLUSH }),
    ...Array.from({ length: megabytes }, () => packedLetters),
    deflateRawSync(close),
  ])
  const size = open.length + megabytes * MEGABYTE + close.length
  return archiveOf([
    part('_rels/.rels', related(['officeDocument', 'xl/workbook.xml'])),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="people" sheetId="1" r:id="r0"/></sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', related(['worksheet', 'sheet.xml'], ['sharedStrings', 'texts.xml'])),
    part(
      'xl/sheet.xml',
      `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
    ),
    { name: 'xl/texts.xml', packed, says: says ?? size },
  ])
}
