import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { TaskRow, Text, type ModuleTask } from '@gloact/ui'
import { victimReferral } from '../../domain/victims/kind.ts'
import { useVictimWords } from './victim-words.ts'

/** A referral abroad that waits for somebody; somebody who has not arrived stands out. */
export function VictimTask({ task }: { readonly task: ModuleTask }) {
  const { t, country, number, formatInstant } = useVictimWords()
  const { state, number: said, country: code } = task.details
  const alert = ['victim_overdue', 'victim_not_taken', 'victim_late'].includes(task.kind)
  return (
    <TaskRow
      to={`/cooperation/victims/${task.about.id}`}
      shape={task.urgency === 'overdue' ? 'late' : task.urgency === 'today' ? 'today' : 'normal'}
      number={number(said)}
      title={
        alert
          ? t(`cooperation.victims.task.${task.kind}`, { country: country(code) })
          : t('cooperation.victims.task.turn', {
              country: country(code),
              state: t(requestWords.state(victimReferral.kind, String(state))),
            })
      }
      when={
        <Text as="span" tone="quiet" size="sm">
          {task.dueAt === null
            ? t('cooperation.since', { when: formatInstant(asInstant(task.since), 'date') })
            : t('cooperation.due', { when: formatInstant(asInstant(task.dueAt)) })}
        </Text>
      }
      action={t('cooperation.victims.task.open')}
    />
  )
}
