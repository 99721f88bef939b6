import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, lineAt, readText } from './files.ts'
import type { Catalogue } from './locale-catalogues.ts'
import type { Finding } from './check.ts'

type Avoided = readonly (readonly [words: RegExp, instead: string])[]

/** Words that make an English sentence read as translated, each with what a professional says. */
const AVOIDED: Avoided = [
  [/\b(?:whoever|whomever)\b/i, 'anyone who, the person who'],
  [/\banew\b/i, 'again'],
  [/\b(?:is|are)\s+to\s+be\b/i, 'a verb in the active voice, or a noun: “Risk review due”'],
  [/\bwhat(?:ever)?\s+(?:came|comes|becomes|became)\s+of\b/i, 'outcome'],
  [/\bput\s+right\b/i, 'correct'],
  [/\b(?:take|takes|taken|took)\s+(?:out|back)\b/i, 'export, remove, withdraw, undo'],
  [/\bmend(?:s|ed|ing)?\b/i, 'correct, fix'],
  [/\bset\s+back\b/i, 'reset'],
  [/\bkept\s+back\b/i, 'hidden, restricted'],
  [/\bhangs?\s+on\b/i, 'depends on'],
  [/\bdeeds?\b/i, 'activity'],
]

/** What a document may say, and a screen says more simply. */
const AVOIDED_ON_SCREENS: Avoided = [...AVOIDED, [/\b(?:some|any|every)body\b/i, 'someone, anyone, everyone']]

/** Sentences in which such a word is the right one. */
const RIGHT_HERE: Readonly<Record<string, string>> = {
  'protection.consent.explained.withdrawal': 'spoken to the person: what was told cannot be taken back',
}

/** The English sentences of the interface that read as translated. */
export function unidiomatic(catalogues: readonly Catalogue[]): readonly Finding[] {
  return catalogues
    .filter(({ language }) => language === 'en')
    .flatMap(({ file, messages }) =>
      Object.entries(messages).flatMap(([id, sentence]) =>
        AVOIDED_ON_SCREENS.filter(([words]) => !(id in RIGHT_HERE) && words.test(sentence)).map(([words, instead]) => ({
          file,
          message: `${id} says “${words.exec(sentence)?.[0] ?? ''}”; say ${instead}`,
        })),
      ),
    )
}

/** What anyone who comes to the project reads, and its documents; those in the reference are made of what the code says. */
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'] as const

/** Code is no prose, in a block or in a line; nor is the list of words that are avoided, which names them. */
const NO_PROSE = /^(?:```|~~~)[\s\S]*?^(?:```|~~~)|`[^`\n]*`|^\|\s*say\s*\|\s*not\s*\|.*\n(?:\|.*\n?)*/gm

/** The documents of the project that read as translated. */
export function unidiomaticPages(root: string): readonly Finding[] {
  const pages = PAGES.filter((page) => existsSync(join(root, page)))
  return [...pages, ...filesBelow(root, 'docs', ['.md'])].flatMap((file) => {
    const text = readText(root, file)
    // Covered, so that what is found stands where it stood.
    const prose = text.replaceAll(NO_PROSE, (code) => code.replaceAll(/[^\n]/g, '·'))
    return AVOIDED.flatMap(([words, instead]) =>
      [...prose.matchAll(new RegExp(words, 'gi'))].map(({ 0: said, index }) => ({
        file,
        line: lineAt(text, index),
        message: `says “${said.replaceAll(/\s+/g, ' ')}”; say ${instead}`,
      })),
    )
  })
}
