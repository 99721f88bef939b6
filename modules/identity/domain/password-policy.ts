import { COMMON_PASSWORD_WORDS, COMMON_LONG_PASSWORDS } from './common-passwords.ts'
import { PASSWORD_MAX, PASSWORD_MIN } from './password-length.ts'

export const PASSWORD_PROBLEMS = [
  'identity.password_too_short',
  'identity.password_too_long',
  'identity.password_names_account',
  'identity.password_common',
] as const

export type PasswordProblem = (typeof PASSWORD_PROBLEMS)[number]

/** Whose password it is: their name and address make bad passwords. */
export interface PasswordOwner {
  readonly name: string
  readonly email: string
}

const PRODUCT_NAME = 'gloact'

/**
 * What is wrong with a chosen password, if anything. Length and a list of what attackers try first, no rules about kinds
 * of character (NIST SP 800-63B §3.1.1.2). It works without a network: nothing is asked of an outside service.
 *
 * @example passwordProblem('Password-2026!', { name: 'A. Haddad', email: 'a@example.org' }) // 'identity.password_common'
 */
export function passwordProblem(password: string, owner: PasswordOwner): PasswordProblem | undefined {
  const length = Array.from(password).length
  if (length < PASSWORD_MIN) return 'identity.password_too_short'
  if (length > PASSWORD_MAX) return 'identity.password_too_long'
  const text = password.normalize('NFKC').toLowerCase()
  if (namesOf(owner).some((name) => text.includes(name))) return 'identity.password_names_account'
  const core = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if ([text, undisguised(text), undisguised(core)].some(isGuessable)) return 'identity.password_common'
  return undefined
}

/** The words of the name and of the address, and the product's own: four letters or more. */
function namesOf(owner: PasswordOwner): string[] {
  const [local = '', domain = ''] = owner.email.toLowerCase().split('@')
  return [
    ...owner.name
      .normalize('NFKC')
      .toLowerCase()
      .split(/[\s.,'’-]+/u),
    ...local.split(/[._+-]/),
    ...domain.split(/[.-]/),
  ]
    .filter((word) => Array.from(word).length >= 4)
    .concat(PRODUCT_NAME)
}

/** Characters that stand in for letters, put back. */
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const undisguised = (text: string): string =>
  Array.from(text, (character) => DISGUISES[character] ?? character).join('')

function isGuessable(text: string): boolean {
  if (new Set(text).size < 5) return true
  if (COMMON_LONG_PASSWORDS.has(text)) return true
  if (isMostlyRuns(text)) return true
  const letters = text.replaceAll(/[^\p{L}]+/gu, '')
  return letters.length <= 2 || isOneOrTwoCommonWords(letters)
}

/** "password", "iloveyou", "summerqwerty": one or two words of the list, whatever digits and signs are put between. */
function isOneOrTwoCommonWords(letters: string): boolean {
  if (COMMON_PASSWORD_WORDS.has(letters)) return true
  for (let cut = 2; cut <= letters.length - 2; cut++) {
    const [first, second] = [letters.slice(0, cut), letters.slice(cut)]
    if (COMMON_PASSWORD_WORDS.has(first) && (COMMON_PASSWORD_WORDS.has(second) || second === first)) return true
  }
  return false
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'azertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхъ',
  'фывапролджэ',
]
const RUNS_BOTH_WAYS = RUNS.flatMap((run) => [run, Array.from(run).toReversed().join('')])

/** Whether three quarters of it are steps along the alphabet, the digits, a keyboard row, or one character repeated. */
function isMostlyRuns(text: string): boolean {
  const steps = Array.from(text)
  const along = steps.filter((character, index) => {
    const next = steps[index + 1]
    return next !== undefined && (next === character || RUNS_BOTH_WAYS.some((run) => run.includes(character + next)))
  }).length
  return along >= (steps.length - 1) * 0.75
}
