import { SaxesParser } from 'saxes'
import { WorkbookError } from './workbook-error.ts'

export interface XmlHandlers {
  /** Names without their prefix; attributes as written. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Parses XML piece by piece and yields after each piece, so that what the handlers gathered can be handed on. No document
 * type is let in, and with it neither own nor external entities; what is not well formed throws `WorkbookError`.
 */
export async function* parseXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const unreadable = (): never => {
    throw new WorkbookError('not_xml')
  }
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  parser.on('doctype', unreadable)
  parser.on('error', unreadable)
  parser.on('opentag', (tag) => handlers.open(local(tag.name), tag.attributes))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      throw new WorkbookError('not_utf8')
    }
  }
  for await (const piece of pieces) {
    parser.write(decode(piece))
    yield
  }
  parser.write(decode())
  parser.close()
  yield
}

/** Parses a small part whole. */
export async function parseWholeXml(pieces: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(pieces, handlers));
}
