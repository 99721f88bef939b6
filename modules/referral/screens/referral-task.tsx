import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { type ModuleTask, type ModuleWork, TaskRow, Text } from '@gloact/ui'
import { referralKind } from '../domain/referral-kind.ts'
import { useReferralWords } from './referral-words.ts'

/** What this module shows on the page on which everybody lands. */
export const referralWork: ModuleWork = { Task: ReferralTask }

function ReferralTask({ task }: { task: ModuleTask }) {
  const { t, need, number, formatInstant } = useReferralWords()
  const { state, need: code, number: said } = task.details
  return (
    <TaskRow
      to={`/referral/requests/${task.about.id}`}
      shape={task.urgency === 'overdue' ? 'late' : task.urgency === 'today' ? 'today' : 'normal'}
      number={number(said)}
      title={t('referral.task', { need: need(code), state: t(requestWords.state(referralKind.kind, String(state))) })}
      when={
        <Text as="span" tone="quiet" size="sm">
          {task.dueAt === null
            ? t('referral.since', { when: formatInstant(asInstant(task.since), 'date') })
            : t('referral.due', { when: formatInstant(asInstant(task.dueAt)) })}
        </Text>
      }
      action={t('referral.open')}
    />
  )
}
