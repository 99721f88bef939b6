import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { Icon } from '../show/icon.tsx'
import { directed } from './directed.ts'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'

export interface TextFieldProps extends FieldProps<string> {
  readonly type?: 'text' | 'email' | 'search' | 'url'
  /** What the browser may fill in; nothing where it is left out: what is written about a person is not remembered. */
  readonly autoComplete?: string
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'search'
  readonly maxLength?: number
  readonly autoFocus?: boolean
  /** `auto`: by the first letter typed, for names and places in any script. */
  readonly dir?: 'ltr' | 'auto'
  readonly name?: string
  readonly onBlur?: () => void
  /** Enter does this, and does not send the form around it: looking for something within a page. */
  readonly onEnter?: () => void
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', autoComplete = 'off', dir = 'auto' } = props
  const search = type === 'search'
  const given = {
    ...(props.inputMode === undefined ? {} : { inputMode: props.inputMode }),
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    ...(props.name === undefined ? {} : { name: props.name }),
    ...(props.onBlur === undefined ? {} : { onBlur: props.onBlur }),
    ...(props.onEnter === undefined ? {} : { onKeyDown: entering(props.onEnter) }),
  }
  return (
    <TextInput
      {...useFieldChrome(props)}
      {...given}
      {...(search ? { leftSection: <Icon name="search" /> } : {})}
      {...(search && props.hideLabel && typeof props.label === 'string' ? { placeholder: props.label } : {})}
      type={type}
      {...directed(dir)}
      autoComplete={autoComplete}
      spellCheck={type === 'text'}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for by a screen whose only purpose is this field
      autoFocus={props.autoFocus ?? false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const entering = (onEnter: () => void) => (event: KeyboardEvent) => {
  // Enter also ends composing a character in some scripts.
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  onEnter()
}
