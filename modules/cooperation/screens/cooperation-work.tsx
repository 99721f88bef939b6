import { taskSentence } from '@gloact/records'
import { Link, type ModuleCards, type ModuleTask, ModuleTaskRow, type ModuleWork, useMessages } from '@gloact/ui'
import { READS } from '../domain/policy.ts'
import { intelligence } from '../domain/intelligence/kind.ts'
import { assistance } from '../domain/request-kind.ts'
import { victimReferral } from '../domain/victims/kind.ts'
import { useCooperationWords } from './cooperation-words.ts'
import { VictimTask } from './victims/victim-task.tsx'

/** What this module shows on the page on which everybody lands. */
export const cooperationWork: ModuleWork = {
  Task: CooperationTask,
  Beside: CooperationFigures,
  empty: { roles: READS, about: 'cooperation.work.empty', to: '/cooperation', label: 'cooperation.title' },
}

/** A person's referral and an agreed recommendation are for people who may not read the directory of authorities: they ask nothing of it. */
function CooperationTask({ task }: { task: ModuleTask }) {
  if (task.about.kind === victimReferral.kind) return <VictimTask task={task} />
  if (task.kind === 'recommendation') return <RecommendationTask task={task} />
  return <AuthorityTask task={task} />
}

function RecommendationTask({ task }: { task: ModuleTask }) {
  const { t } = useMessages()
  return (
    <ModuleTaskRow
      to={`/cooperation/recommendations/${task.about.id}`}
      task={task}
      title={t('cooperation.task.recommendation', { title: String(task.details['title'] ?? '') })}
      action={t('cooperation.task.recommendation_open')}
    />
  )
}

function AuthorityTask({ task }: { task: ModuleTask }) {
  const { t, number, country } = useCooperationWords()
  const { state, number: said, country: code, alarm } = task.details
  if (task.kind === 'peer_to_confirm') {
    return (
      <ModuleTaskRow
        to={`/cooperation/peer-changes/${task.about.id}`}
        task={task}
        title={t('cooperation.task.confirm_peer', { country: country(code) })}
        action={t('cooperation.task.confirm_open')}
      />
    )
  }
  if (task.kind === 'exchange_alarm') {
    return (
      <ModuleTaskRow
        to="/cooperation/alarms"
        task={task}
        title={t(`exchange.alarm.${String(alarm)}`, { country: country(code) })}
        action={t('cooperation.task.alarm_open')}
      />
    )
  }
  const late = task.kind === 'late_abroad'
  const isReport = task.about.kind === intelligence.kind
  return (
    <ModuleTaskRow
      to={`/cooperation/${isReport ? 'intelligence' : 'requests'}/${task.about.id}`}
      task={task}
      number={number(said)}
      title={
        late
          ? t('cooperation.task.late', { country: country(code) })
          : task.kind === 'permission_asked'
            ? t('cooperation.task.permission', { country: country(code) })
            : t(isReport ? 'cooperation.task.report' : 'cooperation.task.turn', {
                country: country(code),
                state: t(
                  taskSentence(
                    isReport ? intelligence : assistance,
                    String(state),
                    typeof task.details['clock'] === 'string' ? task.details['clock'] : null,
                  ),
                ),
              })
      }
      action={t('cooperation.task.open')}
    />
  )
}

function CooperationFigures({ cards }: { cards: ModuleCards }) {
  const { t } = useMessages()
  const [waiting, stale, alarms] = ['waiting_requests', 'stale_authorities', 'exchange_alarms'].map(
    (kind) => cards[kind] ?? 0,
  ) as [number, number, number]
  return (
    <>
      {waiting > 0 && <Link to="/cooperation">{t('cooperation.work.waiting', { count: waiting })}</Link>}
      {alarms > 0 && <Link to="/cooperation/alarms">{t('cooperation.work.alarms', { count: alarms })}</Link>}
      {stale > 0 && (
        <Link to="/cooperation/authorities?sort=confirmed_on">{t('cooperation.work.stale', { count: stale })}</Link>
      )}
    </>
  )
}
