import { join } from 'node:path'
import type { Instant } from '@gloact/kernel'
import { sentencesIn } from '@gloact/messages/server'
import type { ReferralContext } from '../referral-context.ts'

const sentence = sentencesIn(join(import.meta.dirname, '..', '..', 'locales'))
const LANGUAGES: readonly string[] = ['en', 'ar', 'es', 'fr', 'pt', 'ru']

interface ToMail {
  readonly id: string
  readonly to: string
  /** The service's own languages, first the one it likes best. */
  readonly languages: readonly string[]
  readonly reference: string
  readonly answerBy: Instant
  /** Null in a reminder: of the link itself nothing is kept. */
  readonly link: string | null
}

/** Mails a link, or a reminder of it: that something waits, under which reference, until when. Nobody is named, and nothing says what it is about. */
export async function mailLink(
  { mailer, calendar }: Pick<ReferralContext, 'mailer' | 'calendar'>,
  { id, to, languages, reference, answerBy, link }: ToMail,
): Promise<boolean> {
  if (!mailer) return false
  const language = languages.find((each) => LANGUAGES.includes(each)) ?? 'en'
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: calendar.timeZone,
  }).format(new Date(answerBy))
  const say = (what: string): string =>
    sentence(language, `referral.mail.${what}`).replace('{reference}', reference).replace('{when}', when)
  try {
    await mailer.send({
      to,
      language,
      id,
      subject: say(link === null ? 'again_subject' : 'subject'),
      text: (link === null ? [say('again'), say('never')] : [say('text'), link, say('never')]).join('\n\n'),
    })
    return true
  } catch {
    // The port's error holds no address; that it was not sent is told to the sender, who sends again.
    return false
  }
}
