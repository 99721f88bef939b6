import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser'
import { filesBelow, readText } from './files.ts'

/** One language's sentences in one folder. */
export interface Catalogue {
  readonly file: string
  /** `protection`: the module or package whose sentences these are; ids start with it. */
  readonly owner: string
  /** `modules/protection/locales`. */
  readonly folder: string
  readonly language: string
  readonly messages: Readonly<Record<string, string>>
  /** Keys that the file has more than once: JSON keeps the last without a word. */
  readonly repeated: readonly string[]
  /** Why the file cannot be read as a flat object of texts. */
  readonly broken?: string
}

export function readCatalogues(root: string): Catalogue[] {
  return ['packages', 'modules', 'apps', 'countries']
    .flatMap((folder) => filesBelow(root, folder, ['.json']))
    .flatMap((file) => {
      const [, folder, owner, language] = /^((?:[^/]+\/)+?([^/]+)\/locales)\/([A-Za-z-]+)\.json$/.exec(file) ?? []
      if (folder === undefined || owner === undefined || language === undefined) return []
      return [{ file, owner, folder, language, ...read(readText(root, file)) }]
    })
}

function read(text: string): Pick<Catalogue, 'messages' | 'repeated' | 'broken'> {
  try {
    const parsed: unknown = JSON.parse(text)
    const flat = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    if (!flat || Object.values(parsed).some((value) => typeof value !== 'string')) {
      return { messages: {}, repeated: [], broken: 'is not a flat object of texts' }
    }
    const keys = [...text.matchAll(/^\s*"([^"]+)":/gm)].flatMap(([, key]) => key ?? [])
    const repeated = keys.filter((key, index) => keys.indexOf(key) !== index)
    return { messages: parsed as Record<string, string>, repeated }
  } catch (error) {
    return { messages: {}, repeated: [], broken: error instanceof Error ? error.message : 'is not JSON' }
  }
}

export interface ParsedMessage {
  /** The names that the sentence is filled in with, tags included. */
  readonly names: ReadonlySet<string>
  /** The words of the sentence, without what is filled in. */
  readonly words: string
  /** Where the sentence depends on a number. */
  readonly plurals: readonly Plural[]
}

export interface Plural {
  /** The number's name. */
  readonly name: string
  readonly type: 'cardinal' | 'ordinal'
  /** What it has words for: `one`, `other`, `=0`. */
  readonly said: ReadonlySet<string>
  /** What is taken from the number before its category is looked for. */
  readonly offset: number
}

/** The sentence's parts, or why it is no ICU message. */
export function parseMessage(text: string): ParsedMessage | { readonly problem: string } {
  try {
    const names = new Set<string>()
    const words: string[] = []
    const plurals: Plural[] = []
    collect(parse(text, { captureLocation: false, requiresOtherClause: true }), { names, words, plurals })
    return { names, words: words.join(' '), plurals }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'does not parse' }
  }
}

interface Parts {
  readonly names: Set<string>
  readonly words: string[]
  readonly plurals: Plural[]
}

function collect(elements: readonly MessageFormatElement[], parts: Parts): void {
  for (const element of elements) {
    if (element.type === TYPE.literal) parts.words.push(element.value)
    else if (element.type !== TYPE.pound) parts.names.add(element.value)
    if (element.type === TYPE.tag) collect(element.children, parts)
    if (element.type === TYPE.plural) {
      const { value: name, pluralType: type = 'cardinal', options, offset } = element
      parts.plurals.push({ name, type, said: new Set(Object.keys(options)), offset })
    }
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      for (const option of Object.values(element.options)) collect(option.value, parts)
    }
  }
}
