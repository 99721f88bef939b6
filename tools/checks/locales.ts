import { type Check, type Finding, counted } from './check.ts'
import { filesBelow, lineAt, readText } from './files.ts'
import { unidiomatic, unidiomaticPages } from './plain-english.ts'
import { type Catalogue, parseMessage, type Plural, readCatalogues } from './locale-catalogues.ts'

/** Languages that are written in another script than Latin, with a letter of it: a text without one is not translated. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  ky: /\p{Script=Cyrillic}/u,
  ne: /\p{Script=Devanagari}/u,
  lo: /\p{Script=Lao}/u,
}

/** Names that no language translates: GloACT, HTCDS. */
const NAME_OF_A_THING = /\b\w*[A-Z]\w*[A-Z]\w*\b/g

/** Every sentence is there in every language, can be filled in, and is said somewhere. */
/** `useRoleWords` says it of whatever role a module declares; `platform/roles.test.ts` holds the two together. */
const OF_A_ROLE = /^[a-z]+\.role(?:_about)?\.[a-z_]+$/

export const locales: Check = {
  name: 'locales',
  title: 'every sentence in every language',
  run(root) {
    const catalogues = readCatalogues(root)
    const languages = [...new Set(catalogues.map(({ language }) => language))].toSorted()
    const folders = Map.groupBy(catalogues, ({ folder }) => folder)
    const uses = usesIn(root, new Set(catalogues.map(({ owner }) => owner)))
    const known = new Set(catalogues.flatMap(({ messages }) => Object.keys(messages)))

    const defects = [
      ...catalogues.flatMap(readable),
      ...unidiomatic(catalogues),
      ...unidiomaticPages(root),
      ...[...folders].flatMap(([folder, members]) => complete(folder, members, languages)),
      ...uses.wanted
        .filter(({ id }) => !known.has(id))
        .map(({ id, file, line }) => ({ file, line, message: `says ${id}, which no language has` })),
    ]
    const warnings = catalogues
      .filter(({ language }) => language === 'en')
      .flatMap(({ file, messages }) =>
        Object.keys(messages)
          .filter((id) => !uses.literals.has(id) && !uses.prefixes.some((prefix) => id.startsWith(prefix)))
          .filter((id) => !OF_A_ROLE.test(id))
          .map((id) => ({ file, message: `${id} is said nowhere` })),
      )
    return Promise.resolve({
      defects,
      warnings,
      seen: `${counted(known.size, 'sentence')} in ${languages.join(', ') || 'no language'}`,
    })
  },
}

function readable({ file, owner, language, messages, repeated, broken }: Catalogue): Finding[] {
  if (broken !== undefined) return [{ file, message: broken }]
  return [
    ...repeated.map((id) => ({ file, message: `${id} stands there twice` })),
    ...Object.entries(messages).flatMap(([id, text]): Finding[] => {
      const findings: Finding[] = []
      if (!id.startsWith(`${owner}.`)) findings.push({ file, message: `${id} does not start with ${owner}.` })
      const parsed = parseMessage(text)
      if ('problem' in parsed) return [...findings, { file, message: `${id} is no ICU message: ${parsed.problem}` }]
      if (text.trim() === '') findings.push({ file, message: `${id} is empty` })
      const script = SCRIPTS[language.split('-')[0] ?? '']
      if (script && /\p{L}{4}/u.test(parsed.words.replaceAll(NAME_OF_A_THING, '')) && !script.test(parsed.words)) {
        findings.push({ file, message: `${id} is not translated: “${text}”` })
      }
      for (const plural of parsed.plurals) {
        const lacks = categoriesUnsaid(language, plural)
        if (lacks.length > 0) {
          findings.push({ file, message: `${id} has no words for ${lacks.join(', ')} of ${plural.name} (${language})` })
        }
      }
      return findings
    }),
  ]
}

/**
 * The categories of number that a language has and the sentence no words for. A category whose every number stands there by
 * itself (`=0` for Arabic's zero, `=1` for English's one) is said.
 */
function categoriesUnsaid(language: string, { type, said, offset }: Plural): string[] {
  const rules = new Intl.PluralRules(language, { type })
  const unsaid = rules.resolvedOptions().pluralCategories.filter((category) => !said.has(category))
  return unsaid.filter((category) => {
    const numbers = WHOLE.filter((number) => rules.select(number) === category)
    return numbers.length === 0 || !numbers.every((number) => said.has(`=${number + offset}`))
  })
}

/** Enough to meet every category of whole numbers that is met by a few of them alone. */
const WHOLE = Array.from({ length: 1000 }, (_, number) => number)

function complete(folder: string, members: readonly Catalogue[], languages: readonly string[]): Finding[] {
  const findings: Finding[] = languages
    .filter((language) => !members.some((member) => member.language === language))
    .map((language) => ({ file: `${folder}/${language}.json`, message: 'is missing; other folders have the language' }))
  const ids = new Set(members.flatMap(({ messages }) => Object.keys(messages)))
  for (const { file, messages } of members) {
    for (const id of ids) if (messages[id] === undefined) findings.push({ file, message: `lacks ${id}` })
  }
  const reference = members.find(({ language }) => language === 'en') ?? members[0]
  for (const { file, messages } of members) {
    if (file === reference?.file) continue
    for (const [id, text] of Object.entries(messages)) {
      const [theirs, ours] = [namesIn(reference?.messages[id]), namesIn(text)]
      if (theirs && ours && theirs !== ours) {
        findings.push({ file, message: `${id} is filled in with ${ours}, in English with ${theirs}` })
      }
    }
  }
  return findings
}

/** The names that a sentence is filled in with, as one text; undefined where it does not parse. */
function namesIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const parsed = parseMessage(text)
  return 'problem' in parsed ? undefined : [...parsed.names].toSorted().join(', ') || 'nothing'
}

interface Uses {
  /** Ids that the code plainly says, and which therefore have to exist. */
  readonly wanted: readonly { readonly id: string; readonly file: string; readonly line: number }[]
  /** Every text in code and data that may be an id. */
  readonly literals: ReadonlySet<string>
  /** Beginnings of ids that the code puts together (`protection.step.${step}`). */
  readonly prefixes: readonly string[]
}

/** Data that names sentences by id: `"label": "protection.file.title"`. */
const NAMED =
  /\b(?:label|title|hint|help|message|reason|summary|question|text)(?:Id)?["']?\s*:\s*["']([\w-]+(?:\.[\w-]+)+)["']/g

function usesIn(root: string, owners: ReadonlySet<string>): Uses {
  const wanted: { id: string; file: string; line: number }[] = []
  const literals = new Set<string>()
  const prefixes = new Set<string>()
  const isOurs = (id: string) => owners.has(id.slice(0, id.indexOf('.')))
  const files = ['packages', 'modules', 'apps', 'countries']
    .flatMap((folder) => filesBelow(root, folder, ['.ts', '.tsx', '.json']))
    .filter((file) => !file.includes('/locales/') && !/\.test\.tsx?$/.test(file))
  for (const file of files) {
    const text = withoutComments(readText(root, file))
    const want = (id: string, offset: number) => {
      if (isOurs(id)) wanted.push({ id, file, line: lineAt(text, offset) })
    }
    for (const [, id] of text.matchAll(/["'`]([\w-]+(?:\.[\w-]+)+)["'`]/g)) if (id) literals.add(id)
    for (const [, prefix] of text.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g))
      if (prefix && isOurs(prefix)) prefixes.add(prefix)
    for (const { id, offset } of spoken(text)) want(id, offset)
    for (const match of text.matchAll(NAMED)) want(match[1] ?? '', match.index)
  }
  return { wanted, literals, prefixes: [...prefixes] }
}

/** The text with its comments blanked, so that what stands behind them keeps its place. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, (comment) => comment.replaceAll(/[^\n]/g, ' '))

/** The ids among the first argument of each `t(…)`. */
function spoken(text: string): { id: string; offset: number }[] {
  return [...text.matchAll(/(?<![\w$])t\(/g)].flatMap((call) => {
    let depth = 1
    let end = call.index + call[0].length
    const start = end
    for (; end < text.length && depth > 0; end++) {
      const sign = text[end]
      if (sign === '(' || sign === '{' || sign === '[') depth++
      else if (sign === ')' || sign === '}' || sign === ']') depth--
      else if (sign === ',' && depth === 1) break
    }
    return [...text.slice(start, end).matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map((match) => ({
      id: match[1] ?? '',
      offset: start + match.index,
    }))
  })
}
