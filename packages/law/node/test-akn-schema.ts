import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XmlDocument, XmlBufferInputProvider, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')

/** A file of the reference data, which lies next to the project where it is there at all. */
export const referenceFile = (...path: string[]): string => join(FOLDER, ...path)

/** Why tests that read the reference data are skipped; false where it is there. */
export const withoutReference: string | false = existsSync(FOLDER)
  ? false
  : 'the reference data (../shared/data) is not here'

/** Holds a document against the OASIS schema of Akoma Ntoso 3.0; answers with what is wrong. */
export function aknSchema(): (xml: string) => readonly string[] {
  const schemaFile = referenceFile('akn', 'akomantoso30.xsd')
  const xmlSchema = readFileSync(referenceFile('akn', 'xml.xsd'))
  xmlRegisterInputProvider(
    new XmlBufferInputProvider({
      'xml.xsd': xmlSchema,
      'http://www.w3.org/2001/xml.xsd': xmlSchema,
      [join(schemaFile, '..', 'xml.xsd')]: xmlSchema,
      'http://www.w3.org/2001/03/xml.xsd': xmlSchema,
    }),
  )
  const schema = XmlDocument.fromBuffer(readFileSync(schemaFile), { url: schemaFile })
  const validator = XsdValidator.fromDoc(schema)
  return (xml) => {
    const document = XmlDocument.fromString(xml)
    try {
      validator.validate(document)
      return []
    } catch (error) {
      return [String(error)]
    } finally {
      document.dispose()
    }
  }
}
