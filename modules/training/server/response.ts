import { toldTable } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, asPlainDate } from '@gloact/kernel'
import type { ComingEvent, ResponseFigures, ResponsePart } from '@gloact/module'
import { readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { barePosts } from '../domain/bare-posts.ts'
import { SEXES } from '../domain/nomination.ts'
import { printedIn } from './catalogues.ts'
import { may, today, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

/** More employers than these are one line. */
const MOST_EMPLOYERS = 40
const OTHERS = ' '
const NOT_SAID = 'not_said'
const COLUMNS = [...SEXES, NOT_SAID] as const

interface Trained {
  readonly id: string
  readonly employer: string
  readonly profession: string
  readonly sex: string
  readonly gone: boolean
}

/** Who was trained in the whole country, one line a person, as of the end of the last month. Nobody’s name is opened. */
async function trained(trx: ScopedTransaction, country: string, until: string): Promise<readonly Trained[]> {
  const { rows } = await sql<Trained>`
    select practitioner.id, practitioner.employer, practitioner.profession, coalesce(practitioner.sex, ${NOT_SAID}) as sex,
      coalesce((select not in_post from training.follow_up join training.participant as said on said.id = follow_up.participant_id
        where said.practitioner_id = practitioner.id and follow_up.answered_at < ${until}::date
        order by answered_at desc limit 1), false) as gone
    from training.practitioner where practitioner.country = ${country} and exists (
      select from training.participant join training.attendance on attendance.participant_id = participant.id and removed_at is null
      join training.event on event.id = participant.event_id
      where participant.practitioner_id = practitioner.id and withdrawn_at is null and event.ends_on < ${until}::date)
    -- Two entries that were found to be one person are one.
      and not exists (select from training.double_decision as decision
        where decision.same and decision.undone_at is null and decision.other_id = practitioner.id)
    order by practitioner.id limit 50000`.execute(trx)
  return rows
}

async function leftPosts(trx: ScopedTransaction, country: string, until: string) {
  const { rows } = await sql<{ id: string; employer: string; profession: string; since: string }>`
    select practitioner_id as id, from_employer as employer, from_profession as profession, since from training.transfer
    where country = ${country} and since < ${until}::date`.execute(trx)
  return Map.groupBy(rows, ({ id }) => id)
}

/** People trained by agency and sex, posts left bare, and the events to come: of all agencies that hold training. */
export function responseOf(context: TrainingContext): ResponseFigures<Principal> {
  const scope = systemScope(context.country)
  const rule = context.smallCounts
  return {
    async parts(language) {
      const { t } = printedIn(language)
      const until = `${today(context).slice(0, 7)}-01`
      const { people, left } = await readInScope(context.db, scope, async (trx) => ({
        people: await trained(trx, context.country, until),
        left: await leftPosts(trx, context.country, until),
      }))
      if (people.length === 0) return []
      const byEmployer = Map.groupBy(people, ({ employer }) => employer)
      const named = [...byEmployer].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST_EMPLOYERS)
      const names = new Set(named.map(([name]) => name))
      const groups = Map.groupBy(people, ({ employer }) => (names.has(employer) ? employer : OTHERS))
      const employers = [...groups.keys()].toSorted((a, b) => a.localeCompare(b))
      const told = await toldTable(
        rule,
        employers,
        COLUMNS,
        (employer, sex) => groups.get(employer)?.filter((one) => one.sex === sex).length ?? 0,
      )
      const counts = (employer: string | null) => [null, ...COLUMNS].map((sex) => told(employer, sex))
      const shared = {
        rule: t('training.response.rule', { day: until, threshold: rule.threshold }),
        to: (who: Principal) => (may(who, 'training.run') ? '/training/practitioners' : null),
      }
      const bare = barePosts(
        people.map(({ id, employer, profession, gone }) => ({ employer, profession, gone, left: left.get(id) ?? [] })),
      )
      const byProfession = Map.groupBy(bare, ({ profession }) => profession)
      const parts: ResponsePart<Principal>[] = [
        {
          ...shared,
          kind: 'trained',
          title: t('training.response.trained'),
          of: t('training.employer'),
          columns: [t('training.response.all'), ...COLUMNS.map((sex) => t(`training.sex.${sex}`))],
          rows: [
            { id: 'all', label: t('training.response.all'), counts: counts(null) },
            ...employers.map((employer) => ({
              id: employer,
              label: employer === OTHERS ? t('training.response.others') : employer,
              counts: counts(employer),
            })),
          ],
        },
      ]
      if (bare.length === 0) return parts
      return [
        ...parts,
        {
          ...shared,
          kind: 'bare_posts',
          title: t('training.response.bare'),
          // Of posts, over all agencies: whose it is stands in the register of those who run the training.
          rule: t('training.response.bare_rule', { day: until }),
          of: t('training.profession'),
          columns: [t('training.response.posts')],
          rows: [
            { id: 'all', label: t('training.response.all'), counts: [bare.length] },
            ...[...byProfession].map(([profession, posts]) => ({
              id: profession,
              label: t(`training.profession.${profession}`),
              counts: [posts.length],
            })),
          ],
        },
      ]
    },
    async coming(from, until) {
      const rows = await readInScope(context.db, scope, (trx) =>
        tables(trx)
          .selectFrom('training.event')
          .select(['id', 'title', 'starts_on', 'agency_id'])
          .where('country', '=', context.country)
          .where('published_at', 'is not', null)
          .where('starts_on', '>=', from)
          .where('starts_on', '<', addDays(asPlainDate(until), 1))
          .orderBy('starts_on')
          .orderBy('id')
          .limit(100)
          .execute(),
      )
      return rows.map(({ id, title, starts_on: on, agency_id: agencyId }): ComingEvent<Principal> => ({
        id,
        kind: 'training',
        title,
        on,
        agencies: [agencyId],
        to: (who) =>
          may(who, 'training.read', { agency_id: agencyId, published_at: from }) ? `/training/events/${id}` : null,
      }))
    },
  }
}
