import { taskSentence } from '@gloact/records'
import { ModuleTaskRow, type ModuleTask } from '@gloact/ui'
import { victimReferral } from '../../domain/victims/kind.ts'
import { useVictimWords } from './victim-words.ts'

/** A referral abroad that waits for somebody; somebody who has not arrived stands out. */
export function VictimTask({ task }: { readonly task: ModuleTask }) {
  const { t, country, number } = useVictimWords()
  const { state, number: said, country: code } = task.details
  const alert = ['victim_overdue', 'victim_not_taken', 'victim_late'].includes(task.kind)
  return (
    <ModuleTaskRow
      to={`/cooperation/victims/${task.about.id}`}
      task={task}
      number={number(said)}
      title={
        alert
          ? t(`cooperation.victims.task.${task.kind}`, { country: country(code) })
          : t('cooperation.victims.task.turn', {
              country: country(code),
              state: t(
                taskSentence(
                  victimReferral,
                  String(state),
                  typeof task.details['clock'] === 'string' ? task.details['clock'] : null,
                ),
              ),
            })
      }
      action={t('cooperation.victims.task.open')}
    />
  )
}
