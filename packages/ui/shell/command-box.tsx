import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon, type IconName } from '../show/icon.tsx'
import { useAsBox } from './box-key.ts'
import { beginsWith, matchingCommands } from './matching-commands.ts'
import styles from './command-box.module.css'

export interface Command {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly onRun: () => void
}

/** Something done with the text itself: looking for files by it. */
export interface TextCommand {
  readonly id: string
  readonly label: (text: string) => string
  readonly icon?: IconName
  /** Whether it is offered for this text. */
  readonly offered?: (text: string) => boolean
  readonly onRun: (text: string) => void
}

export interface CommandBoxProps {
  /** What it is for; shown while it is empty. */
  readonly label: string
  readonly commands: readonly Command[]
  /** Offered first, once something is typed. */
  readonly textCommands?: readonly TextCommand[]
}

/** Goes anywhere by a few letters. Ctrl-K (⌘K) leads here, by the frame's `useBoxKey`. What is typed is kept nowhere. */
export function CommandBox({ label, commands, textCommands = [] }: CommandBoxProps) {
  const { t, language } = useMessages()
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })

  useAsBox(input)

  // Only once the options for this text are rendered: one selected earlier may be replaced, and then Enter does nothing.
  const { selectFirstOption } = combobox
  useEffect(() => {
    if (text !== '') selectFirstOption()
  }, [text, selectFirstOption])

  const typed = text.trim()
  const withText = typed === '' ? [] : textCommands.filter(({ offered }) => offered?.(typed) ?? true)
  const found = matchingCommands(commands, typed, language)
  // Who types the beginning of a page's name wants the page; any other text is looked for first.
  const beginsOne = found.some(({ label: name }) => beginsWith(name, typed, language))
  const texts = withText.map(({ id, icon, label: said }) => ({
    id,
    icon: icon ?? ('search' as const),
    said: said(typed),
  }))
  const pages = found.map(({ id, icon, label: said }) => ({ id, icon, said }))
  const run = (id: string) => {
    setText('')
    combobox.closeDropdown()
    input.current?.blur()
    withText.find((command) => command.id === id)?.onRun(typed)
    found.find((command) => command.id === id)?.onRun()
  }

  return (
    <Combobox store={combobox} onOptionSubmit={run} shadow="md" withinPortal>
      <Combobox.Target>
        <InputBase
          ref={input}
          type="search"
          size="md"
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          // While nothing is typed it is the page's direction, so that the words do not run under the key beside them.
          attributes={{ input: text === '' ? {} : { dir: 'auto' } }}
          leftSection={<Icon name="search" />}
          rightSection={<kbd className={styles.key}>Ctrl K</kbd>}
          rightSectionWidth="5rem"
          classNames={{ section: styles.section ?? '', input: styles.input ?? '' }}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setText('')
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} className={styles.options}>
          {(beginsOne ? [...pages, ...texts] : [...texts, ...pages]).map(({ id, icon, said }) => (
            <Combobox.Option key={id} value={id}>
              {icon && <Icon name={icon} size={18} />} {said}
            </Combobox.Option>
          ))}
          {withText.length + found.length === 0 && <Combobox.Empty>{t('ui.choice.nothing_found')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
