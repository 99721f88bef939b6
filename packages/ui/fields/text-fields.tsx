import { PasswordInput, Textarea, TextInput } from '@mantine/core'
import { asciiDigits, normalisePhone } from '@gloact/forms'
import { type CSSProperties, type KeyboardEvent, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
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

/** The kit puts `dir` on the box around an input, where `auto` does not see what is typed: it belongs on the input. */
const directed = (dir: 'ltr' | 'auto') => ({ attributes: { input: { dir } } })

const entering = (onEnter: () => void) => (event: KeyboardEvent) => {
  // Enter also ends composing a character in some scripts.
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  event.preventDefault()
  onEnter()
}

export interface PasswordFieldProps extends FieldProps<string> {
  readonly autoComplete: 'current-password' | 'new-password'
  readonly name?: string
}

export function PasswordField(props: PasswordFieldProps) {
  const { t } = useMessages()
  return (
    <PasswordInput
      {...useFieldChrome(props)}
      {...(props.name === undefined ? {} : { name: props.name })}
      dir="ltr"
      autoComplete={props.autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.field.show_password'), tabIndex: 0 }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

export interface LongTextProps extends FieldProps<string> {
  readonly maxLength?: number
  readonly rows?: number
  readonly onBlur?: () => void
}

/**
 * A text of several lines that grows as it is written. One that is too long is told so and left as it is: a browser that
 * holds `maxlength` cuts off the end of what is pasted, and says nothing.
 */
export function LongText(props: LongTextProps) {
  const { t } = useMessages()
  const excess = props.maxLength === undefined ? 0 : props.value.length - props.maxLength
  const error = excess > 0 ? t('ui.text.too_long', { count: excess }) : props.error
  return (
    <Textarea
      {...useFieldChrome({ ...props, error })}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
      {...directed('auto')}
      autoComplete="off"
      styles={{ input: growing(props.rows ?? 4) }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

const growing = (rows: number) =>
  ({ fieldSizing: 'content', minBlockSize: `${rows * 1.6 + 1}rem`, maxBlockSize: '30rem' }) as CSSProperties

export interface NumberFieldProps extends FieldProps<number | null> {
  readonly min?: number
  readonly max?: number
  readonly decimal?: boolean
  /** Stands behind the number: "hours a day". */
  readonly unit?: string
}

/** A number, typed in the digits of any script. What is no number is not handed on, and is said. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, decimal = false, unit, min, max } = props
  const { t, formatNumber } = useMessages()
  const [text, setText] = useState(value === null ? '' : String(value))
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (readNumber(text, decimal) !== value) setText(value === null ? '' : String(value))
  }
  const read = readNumber(text, decimal)
  const outOfRange =
    typeof read === 'number' && ((min !== undefined && read < min) || (max !== undefined && read > max))
  const own =
    read === undefined
      ? decimal
        ? t('ui.number.invalid')
        : t('ui.number.not_whole')
      : outOfRange
        ? t('ui.number.range', {
            min: min === undefined ? '' : formatNumber(min),
            max: max === undefined ? '' : formatNumber(max),
            kind: min === undefined ? 'max' : max === undefined ? 'min' : 'both',
          })
        : undefined
  return (
    <TextInput
      {...useFieldChrome({ ...props, error: own ?? props.error })}
      inputMode={decimal ? 'decimal' : 'numeric'}
      autoComplete="off"
      dir="ltr"
      maw="16rem"
      value={text}
      {...(unit === undefined ? {} : { rightSection: <span>{unit}</span>, rightSectionWidth: `${unit.length + 2}ch` })}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        const number = readNumber(typed, decimal)
        if (number !== undefined) onChange(number)
      }}
    />
  )
}

/** The number, null where there is nothing, undefined where it is none. */
function readNumber(text: string, decimal: boolean): number | null | undefined {
  const written = asciiDigits(text).trim().replace(/[٫,]/, '.')
  if (written === '') return null
  return (decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(written) ? Number(written) : undefined
}

export interface PhoneFieldProps extends FieldProps<string | null> {
  /** The calling code of the country (`961`), for numbers written without one. */
  readonly callingCode?: string
}

/** A phone number; brought into international form when the field is left. */
export function PhoneField(props: PhoneFieldProps) {
  const { value, onChange, callingCode } = props
  const { t } = useMessages()
  return (
    <TextInput
      {...useFieldChrome({ ...props, help: props.help ?? t('ui.phone.help') })}
      type="tel"
      inputMode="tel"
      dir="ltr"
      autoComplete="off"
      maw="22rem"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      onBlur={() => {
        if (value === null) return
        const normal = normalisePhone(value, callingCode)
        if (normal !== value) onChange(normal === '' ? null : normal)
      }}
    />
  )
}
