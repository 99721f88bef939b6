import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlBufferInputProvider, XmlDocument, xmlRegisterInputProvider, XsdValidator } from 'libxml2-wasm'
import { AKN_LIMITS, xmlProblem } from '../akn/index.ts'

const FOLDER = join(import.meta.dirname, '..', 'schema')

let compiled: XsdValidator | undefined

/** The schema is compiled once a process, when it is first asked for: it takes half a second. */
function validator(): XsdValidator {
  if (compiled) return compiled
  const file = join(FOLDER, 'akomantoso30.xsd')
  const xml = readFileSync(join(FOLDER, 'xml.xsd'))
  const names = [
    'xml.xsd',
    'http://www.w3.org/2001/xml.xsd',
    'http://www.w3.org/2001/03/xml.xsd',
    join(FOLDER, 'xml.xsd'),
  ]
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(names.map((name) => [name, xml]))))
  compiled = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(file), { url: file }))
  return compiled
}

export interface SchemaProblem {
  /** From 1; 0 where the schema names none. */
  readonly line: number
  readonly text: string
}

/** Holds a document against the OASIS schema of Akoma Ntoso 3.0, strictly; answers with what is wrong, line by line. */
export function aknProblems(xml: string): readonly SchemaProblem[] {
  const unfit = xmlProblem(xml, AKN_LIMITS)
  if (unfit) return [{ line: 0, text: unfit }]
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromString(xml)
    validator().validate(document)
    return []
  } catch (error) {
    return detailsOf(error)
  } finally {
    document?.dispose()
  }
}

function detailsOf(error: unknown): readonly SchemaProblem[] {
  const details = error instanceof Error && 'details' in error && Array.isArray(error.details) ? error.details : []
  const found = details.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('message' in one)) return []
    const line = 'line' in one ? Number(one.line) : 0
    return [
      { line, text: String(one.message).replaceAll('{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}', '').trim() },
    ]
  })
  return found.length > 0 ? found : [{ line: 0, text: error instanceof Error ? error.message.trim() : 'not valid' }]
}
