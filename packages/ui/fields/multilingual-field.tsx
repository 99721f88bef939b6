import { labelOf, language as languageList, offeredCodes } from '@gloact/codes'
import { useState } from 'react'
import { Stack } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { ChoiceField } from './choice-fields.tsx'
import type { FieldProps } from './field.ts'
import { FieldGroup } from './field-chrome.tsx'
import { LongText } from './long-text.tsx'
import { TextField } from './text-field.tsx'

export interface MultilingualFieldProps extends FieldProps<Readonly<Record<string, string>>> {
  readonly lines?: boolean
  readonly maxLength?: number | undefined
}

/** One text in the languages that it is there in; that of the screen and English are offered, others are added. */
export function MultilingualField(props: MultilingualFieldProps) {
  const { value, onChange, lines = false, maxLength, label, help, error, required } = props
  const { t, language } = useMessages()
  const [added, setAdded] = useState<readonly string[]>([])
  // What is typed stays as it is typed: what is recorded has lost the blank that the next word needs.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const base = language.split('-')[0] ?? language
  const shown = [...new Set([base, 'en', ...Object.keys(value), ...added])]
  const name = (tag: string) => labelOf(languageList, tag, language)
  const change = (tag: string, text: string) => {
    setTyped((before) => ({ ...before, [tag]: text }))
    const { [tag]: _, ...others } = value
    onChange(text.trim() === '' ? others : { ...others, [tag]: text })
  }
  const Text = lines ? LongText : TextField
  return (
    <FieldGroup label={label} help={help} error={error} required={required ?? false}>
      <Stack gap="sm">
        {shown.map((tag) => (
          <Text
            key={tag}
            label={name(tag)}
            value={typed[tag] ?? value[tag] ?? ''}
            {...(maxLength === undefined ? {} : { maxLength })}
            onBlur={() => setTyped({})}
            onChange={(text: string) => change(tag, text)}
          />
        ))}
        <ChoiceField
          label={t('ui.multilingual.add')}
          as="select"
          options={offeredCodes(languageList)
            .filter(({ code }) => !shown.includes(code))
            .map(({ code }) => ({ value: code, label: name(code) }))}
          value={null}
          onChange={(tag) => {
            if (tag !== null) setAdded([...added, tag])
          }}
        />
      </Stack>
    </FieldGroup>
  )
}
