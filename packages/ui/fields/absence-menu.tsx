import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { type Absence, ABSENCES } from '@gloact/kernel'
import { Menu, UnstyledButton } from '@mantine/core'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import styles from './absence-menu.module.css'

export interface AbsenceMenuProps {
  /** The question that it belongs to; read aloud. */
  readonly label: string
  readonly value: Absence | null
  readonly offered?: readonly Absence[]
  /** Null: there is an answer after all. */
  readonly onChange: (value: Absence | null) => void
  readonly disabled?: boolean
}

/** Says why there is no answer. Absent is not "no", and the five kinds differ. */
export function AbsenceMenu({ label, value, offered = ABSENCES, onChange, disabled = false }: AbsenceMenuProps) {
  const { t } = useMessages()
  const said = value === null ? t('ui.absence.choose') : t(`forms.absence.${value}`)
  const kinds = offered.filter((kind) => kind !== 'not_asked')
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={value === null ? styles.target : `${styles.target} ${styles.chosen}`}
          disabled={disabled}
          aria-label={t('ui.absence.button', { question: label, kind: said })}
        >
          {said} <Icon name="down" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value ?? ''} onChange={(kind) => onChange(kinds.find((one) => one === kind) ?? null)}>
          {kinds.map((kind) => (
            <Menu.RadioItem key={kind} value={kind}>
              {t(`forms.absence.${kind}`)}
            </Menu.RadioItem>
          ))}
          {value !== null && <Menu.RadioItem value="">{t('ui.absence.answer')}</Menu.RadioItem>}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
