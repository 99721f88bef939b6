import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import { MultiSelect, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps, Option } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'
import { useTypedChoice } from './typed-choice.ts'

/** Where the rows of registers are found that a form refers to. */
export interface ReferenceSource {
  /** What rows that are known already are called, by id. */
  readonly titles: Readonly<Record<string, string | undefined>>
  /** The first rows of a register whose words begin with or hold this text. */
  readonly search: (register: string, text: string) => Promise<readonly Option[]>
}

interface Referring {
  readonly register: string
  readonly source: ReferenceSource | undefined
}

const PAUSE = 250

/** What is found as one types; what is chosen keeps its title whatever is looked for next. */
function useFound({ register, source }: Referring, chosen: readonly string[]) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Option[]>([])
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    if (!source) return undefined
    let wanted = true
    const timer = setTimeout(
      () =>
        void source.search(register, text.trim()).then((options) => {
          if (!wanted) return
          setFound(options)
          setSeen((before) => ({ ...before, ...Object.fromEntries(options.map(({ value, label }) => [value, label])) }))
        }),
      text === '' ? 0 : PAUSE,
    )
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [register, source, text])
  const titleOf = (id: string) => seen[id] ?? source?.titles[id] ?? '…'
  const kept = chosen.filter((id) => !found.some(({ value }) => value === id))
  const data = [
    ...found.map(({ value, label }) => ({ value, label })),
    ...kept.map((value) => ({ value, label: titleOf(value) })),
  ]
  // The server has looked already, and knows more ways of writing a word than a browser.
  return { data, onSearchChange: setText, filter: ({ options }: { options: readonly object[] }) => options as never }
}

/** One row of a register, found by typing. */
export function ReferenceField(props: FieldProps<string | null> & Referring) {
  const { t } = useMessages()
  const { data, onSearchChange, filter } = useFound(props, props.value === null ? [] : [props.value])
  const typing = useTypedChoice(data, (value) => props.onChange(value))
  return (
    <Select
      {...useFieldChrome({ ...props, error: typing.error ?? props.error })}
      {...typing.input}
      data={data}
      filter={filter}
      onSearchChange={onSearchChange}
      searchable
      clearable
      maw="40rem"
      nothingFoundMessage={t('ui.choice.nothing_found')}
      clearButtonProps={{ 'aria-label': t('ui.choice.clear') }}
      value={props.value}
      onChange={(next) => {
        typing.chosen()
        props.onChange(next)
      }}
    />
  )
}

/** Any number of rows of a register. */
export function ReferencesField(props: FieldProps<readonly string[]> & Referring) {
  const { t } = useMessages()
  const { data, onSearchChange, filter } = useFound(props, props.value)
  const typing = useTypedChoice(data, (value) => props.onChange([...new Set([...props.value, value])]))
  return (
    <MultiSelect
      {...useFieldChrome({ ...props, error: typing.error ?? props.error })}
      {...typing.input}
      data={data}
      filter={filter}
      onSearchChange={onSearchChange}
      searchable
      maw="40rem"
      nothingFoundMessage={t('ui.choice.nothing_found')}
      value={[...props.value]}
      onChange={(next) => {
        typing.chosen()
        props.onChange(next)
      }}
    />
  )
}
