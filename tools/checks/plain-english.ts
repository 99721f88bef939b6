import type { Catalogue } from './locale-catalogues.ts'
import type { Finding } from './check.ts'

/** Words that make an English sentence read as translated, each with what a professional says. */
const AVOIDED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(?:whoever|whomever)\b/i, 'anyone who, the person who'],
  [/\banew\b/i, 'again'],
  [/\b(?:is|are) to be\b/i, 'a verb in the active voice, or a noun: “Risk review due”'],
  [/\bwhat(?:ever)? (?:came|comes|becomes|became) of\b/i, 'outcome'],
  [/\bput right\b/i, 'correct'],
  [/\b(?:take|takes|taken|took) (?:out|back)\b/i, 'export, remove, withdraw, undo'],
  [/\bmend(?:s|ed|ing)?\b/i, 'correct, fix'],
  [/\bset back\b/i, 'reset'],
  [/\bkept back\b/i, 'hidden, restricted'],
  [/\bhangs? on\b/i, 'depends on'],
  [/\b(?:some|any|every)body\b/i, 'someone, anyone, everyone'],
]

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
        AVOIDED.filter(([pattern]) => !(id in RIGHT_HERE) && pattern.test(sentence)).map(([pattern, instead]) => ({
          file,
          message: `${id} says “${pattern.exec(sentence)?.[0] ?? ''}”; say ${instead}`,
        })),
      ),
    )
}
