import { writeCalendar, type CalendarEvent } from '@gloact/calendar'
import { wordsIn } from '@gloact/forms'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asInstant, asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { takeCalendar as taking } from '../contract/planned.ts'
import { may, sentence, todayIn, type StrategyContext } from './context.ts'
import { comingUp } from './upcoming.ts'

const DAYS = 366
const MOST = 2_000

type Asked = HandlerInput<typeof taking>['query']

/** The year to come over all agencies as a calendar program reads it: whole days, and no one's name. */
export async function writePlanCalendar(
  context: StrategyContext,
  who: Principal,
  { of, language }: Asked,
): Promise<{ readonly text: string; readonly count: number }> {
  const today = todayIn(context)
  const coming = await comingUp(context, who, today, addDays(today, DAYS), MOST)
  const events = coming
    .filter(({ kind }) => of === 'all' || kind === of)
    .map(({ kind, id, title, day, version, changedAt }): CalendarEvent => {
      const words = wordsIn({ en: '', ...title }, language) || (Object.values(title)[0] ?? '')
      return {
        uid: `${kind}-${id}`,
        summary: `${sentence(language, `strategy.upcoming.kind.${kind}`)}: ${words}`,
        startsAt: asInstant(`${day}T00:00:00.000Z`),
        endsAt: asInstant(`${day}T23:59:59.000Z`),
        on: asPlainDate(day),
        cancelled: false,
        revision: version,
        changedAt: asInstant(new Date(changedAt).toISOString()),
      }
    })
  const name = sentence(language, of === 'all' ? 'strategy.group' : 'strategy.activity.many')
  return { text: writeCalendar(name, events), count: events.length }
}

/** The same as a file. */
export async function takeCalendar(
  context: StrategyContext,
  who: Principal,
  asked: Asked,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const bytes = new TextEncoder().encode((await writePlanCalendar(context, who, asked)).text)
  return ok({
    stream: once(bytes),
    contentType: 'text/calendar; charset=utf-8',
    length: bytes.length,
    disposition: 'attachment',
    fileName: asked.of === 'all' ? 'plan.ics' : 'prevention.ics',
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
