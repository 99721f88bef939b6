import { requestWords, taskSentence } from '@gloact/records'
import { type ModuleTask, type ModuleWork, ModuleTaskRow } from '@gloact/ui'
import { BETWEEN, betweenNameOf } from '../domain/between/kinds.ts'
import { incidentKind } from '../domain/incident-kind.ts'
import { referralKind } from '../domain/referral-kind.ts'
import { useReferralWords } from './referral-words.ts'
import { requestAddress } from './request-address.ts'

/** What this module shows on the page on which everybody lands. */
export const referralWork: ModuleWork = { Task: ReferralTask }

function ReferralTask({ task }: { task: ModuleTask }) {
  if (task.about.kind === incidentKind.kind) return <IncidentTask task={task} />
  if (task.kind === 'referral_late_country') return <LateTask task={task} />
  return task.kind === 'directory_confirm' ? <ConfirmTask task={task} /> : <OneTask task={task} />
}

/** What the wrong agency has opened: to be assessed within the hours that the law gives. */
function IncidentTask({ task }: { task: ModuleTask }) {
  const { t, number } = useReferralWords()
  return (
    <ModuleTaskRow
      to={`/referral/incidents/${task.about.id}`}
      task={task}
      number={number(task.details['number'])}
      title={t('referral.incidents.task')}
      action={t('referral.open')}
    />
  )
}

/** How many deadlines of the country are far overdue: which, is on the page. */
function LateTask({ task }: { task: ModuleTask }) {
  const { t } = useReferralWords()
  return (
    <ModuleTaskRow
      to="/referral/late"
      task={task}
      title={t('referral.late.count', { count: Number(task.details['count']) })}
      action={t('referral.open')}
    />
  )
}

/** How many entries of the agency have to be confirmed soon. */
function ConfirmTask({ task }: { task: ModuleTask }) {
  const { t } = useReferralWords()
  return (
    <ModuleTaskRow
      to="/referral/services"
      task={task}
      title={t('referral.directory.confirm_soon', { count: Number(task.details['count']) })}
      action={t('referral.open')}
    />
  )
}

/** Tasks that say something else than how the referral stands. */
const SAID: readonly string[] = ['referral_consent_ends', 'referral_turns_adult', 'referral_ask_person']

function OneTask({ task }: { task: ModuleTask }) {
  const { t, need, number } = useReferralWords()
  const { state, need: code, number: said, clock } = task.details
  const between = betweenNameOf(task.about.kind)
  const of = between === undefined ? referralKind : BETWEEN[between]
  const kind = of.kind
  const turn = t(taskSentence(of, String(state), typeof clock === 'string' ? clock : null))
  return (
    <ModuleTaskRow
      to={requestAddress(task.about) ?? '/referral'}
      task={task}
      number={number(said)}
      title={t('referral.task', {
        need: between === undefined ? need(code) : t(requestWords.title(kind)),
        state:
          task.kind === 'referral_late'
            ? t(requestWords.clock(kind, String(clock)))
            : task.kind === 'referral_reminder'
              ? t('referral.reminder', { clock: t(requestWords.clock(kind, String(clock))) })
              : SAID.includes(task.kind)
                ? t(`referral.task_${task.kind}`)
                : turn,
      })}
      action={t('referral.open')}
    />
  )
}
