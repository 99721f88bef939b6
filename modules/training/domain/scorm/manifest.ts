import { readXml, type XmlElement } from '../moodle-xml/xml-tree.ts'

export type PackageProblem =
  | 'training.package_too_large'
  | 'training.package_damaged'
  | 'training.package_path'
  | 'training.package_not_scorm12'
  | 'training.package_without_start'

export interface Manifest {
  readonly title: string
  /** The titles of its parts, as the manifest lists them. */
  readonly items: readonly string[]
  /** The page to start with, as it lies in the package. */
  readonly launch: string
  /** What the manifest adds to its address, such as `?content=1`; empty where there is nothing. */
  readonly parameters: string
}

/** The version that is played. A package of another one says so in its manifest. */
const SCHEMA = /^(?:1\.2|CAM 1\.2)$/

/**
 * What `imsmanifest.xml` of a SCORM 1.2 package says (SCORM 1.2 Content Aggregation Model §2.3): one part that speaks with the player.
 * Packages of several such parts are refused, since which of them to show would have to be guessed.
 */
export function readManifest(text: string): Manifest | PackageProblem {
  const root = readXml(text)
  if ('code' in root) return 'training.package_damaged'
  if (local(root.name) !== 'manifest') return 'training.package_not_scorm12'
  if (!SCHEMA.test(textOf(childOf(childOf(root, 'metadata'), 'schemaversion')))) return 'training.package_not_scorm12'
  const organizations = childOf(root, 'organizations')
  const all = childrenOf(organizations, 'organization')
  const chosen = all.find((one) => one.attributes['identifier'] === organizations?.attributes['default']) ?? all[0]
  const resources = childOf(root, 'resources')
  const items = within(chosen, 'item')
  const base = (element: XmlElement | undefined) => element?.attributes['xml:base'] ?? ''
  const scos = items.flatMap((item) => {
    const resource = childrenOf(resources, 'resource').find(
      ({ attributes }) => attributes['identifier'] === item.attributes['identifierref'],
    )
    const href = resource?.attributes['href']
    const isSco = Object.entries(resource?.attributes ?? {}).some(
      ([name, value]) => local(name).toLowerCase() === 'scormtype' && value.toLowerCase() === 'sco',
    )
    return isSco && href !== undefined ? [{ item, href: base(root) + base(resources) + base(resource) + href }] : []
  })
  const [first] = scos
  if (!first || new Set(scos.map(({ href }) => href)).size > 1) return 'training.package_without_start'
  const [path = '', query = ''] = first.href.split('?', 2)
  const added = (first.item.attributes['parameters'] ?? '').replace(/^[?&]/, '').replace(/#.*$/, '')
  const parameters = [query, added].filter((part) => part !== '').join('&')
  return {
    title: textOf(childOf(chosen, 'title')) || textOf(childOf(first.item, 'title')),
    items: items.map((item) => textOf(childOf(item, 'title'))),
    launch: decoded(path.replace(/#.*$/, '')),
    parameters: parameters === '' ? '' : `?${parameters}`,
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // A name with a sign of per cent of its own.
    return path
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => local(child.name) === name) ?? []

const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined => childrenOf(element, name)[0]

const within = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  childrenOf(element, name).flatMap((child) => [child, ...within(child, name)])

const textOf = (element: XmlElement | undefined): string => element?.text.trim().replaceAll(/\s+/g, ' ') ?? ''
