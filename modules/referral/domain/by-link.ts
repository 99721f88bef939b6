import { asInstant, type Answer, type Instant } from '@gloact/kernel'

/*
 * A service without accounts gets a link to one referral. Somebody inside it may be anybody, and a telephone lies about: it is told the
 * least, and may do what its own side does.
 */

/** The groups that may go by link to any service; `health` to a health service besides. */
const ALWAYS: readonly string[] = ['needs', 'identity', 'contact']

export const groupsByLink = (groups: readonly string[], recipientKind: string): readonly string[] =>
  groups.filter((group) => ALWAYS.includes(group) || (group === 'health' && recipientKind === 'health'))

/** How somebody is reached safely. Where they are, and by which number, the sender says on the telephone. */
const SAFE_CONTACT: readonly string[] = [
  'safe_to_contact',
  'safe_ways',
  'unsafe_ways',
  'safe_times',
  'never',
  'say_instead',
]

type Answers = Readonly<Record<string, Answer>>

/** Of a group's answers what may go by link: a first name and an age band, how to reach them safely. What has another name stays out. */
export function answersByLink(group: string, answers: Answers): Answers {
  if (group === 'health') return answers
  if (group === 'contact') return only(answers, (path) => SAFE_CONTACT.includes(path))
  if (group !== 'identity') return {}
  const given = Object.keys(answers)
    .filter((path) => /^names\/[^/]+\/given$/.test(path))
    .toSorted()[0]
  const row = given?.slice(0, -'/given'.length)
  return only(answers, (path) => path === 'age_band' || path === given || path === row)
}

/** Whether anything of a question may go by link: what is said of one that is not settled, too. */
export const isToldByLink = (group: string, field: string): boolean =>
  group === 'health' ||
  (group === 'contact' && SAFE_CONTACT.includes(field)) ||
  (group === 'identity' && (field === 'age_band' || field === 'names'))

const only = (answers: Answers, keep: (path: string) => boolean): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([path]) => keep(path)))

/** What the holder of a link may do. That copies are gone they say on the telephone: what was called back opens no more. */
export const LINK_STEPS: readonly string[] = [
  'acknowledge',
  'accept',
  'put_on_list',
  'ask_more',
  'decline',
  'start',
  'complete',
  'not_deliver',
  'end',
]

/** While it is one of these a link opens it. */
export const OPEN_BY_LINK: readonly string[] = [
  'sent',
  'acknowledged',
  'more_asked',
  'waiting',
  'accepted',
  'in_service',
]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const PIN_DIGITS = 8

/** Of eight digits a hundred guesses find one in a million PINs. */
const TRIES_EVERYWHERE = 100

/** What a country decides of links. The database lets none try more than five PINs, and no link live longer than a fortnight. */
export interface LinkLimits {
  /** Wrong PINs in the browser that a link belongs to, or from one network; and from everywhere together. */
  readonly tries: number
  readonly triesEverywhere: number
  readonly openLinksOfASite: number
  readonly sessionMs: number
  readonly idleMs: number
  /** For how long the word of somebody who called a service holds. */
  readonly channelMs: number
  /** How long after the answer is due a link opens, and the longest that it opens at all. */
  readonly afterAnswerMs: number
  readonly longestMs: number
}

export const linkLimits = (said: {
  readonly tries: number
  readonly openLinks: number
  readonly sessionMinutes: number
  readonly idleMinutes: number
  readonly channelDays: number
  readonly afterAnswerHours: number
  readonly longestDays: number
}): LinkLimits => ({
  tries: said.tries,
  triesEverywhere: TRIES_EVERYWHERE,
  openLinksOfASite: said.openLinks,
  sessionMs: said.sessionMinutes * MINUTE,
  idleMs: said.idleMinutes * MINUTE,
  channelMs: said.channelDays * DAY,
  afterAnswerMs: said.afterAnswerHours * HOUR,
  longestMs: said.longestDays * DAY,
})

/** Until some time after the answer is due, and a fortnight at most. */
export function linkExpiry(now: Instant, due: Instant | null, limits: LinkLimits): Instant {
  const from = Math.max(Date.parse(now), due === null ? 0 : Date.parse(due))
  return asInstant(Math.min(from + limits.afterAnswerMs, Date.parse(now) + limits.longestMs))
}

export interface LinkTimes {
  readonly expires_at: string
  readonly ended_at: string | null
  readonly tries: number
}

export const isLive = ({ expires_at, ended_at, tries }: LinkTimes, now: Instant, limits: LinkLimits): boolean =>
  ended_at === null && tries < limits.tries && Date.parse(expires_at) > Date.parse(now)

export interface SessionTimes {
  readonly session_from: string | null
  readonly session_seen: string | null
}

export const isInSession = ({ session_from, session_seen }: SessionTimes, now: Instant, limits: LinkLimits): boolean =>
  session_from !== null &&
  session_seen !== null &&
  Date.parse(now) - Date.parse(session_from) < limits.sessionMs &&
  Date.parse(now) - Date.parse(session_seen) < limits.idleMs

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What is said aloud of a link, so that both sides know they speak of the same: `R-7K3M-9`. It opens nothing. */
export function referenceOf(linkId: string): string {
  const letters = linkId
    .replaceAll('-', '')
    .slice(-10)
    .match(/../g)!
    .map((pair) => LETTERS[Number.parseInt(pair, 16) % LETTERS.length])
    .join('')
  return `R-${letters.slice(0, 4)}-${letters.slice(4)}`
}
