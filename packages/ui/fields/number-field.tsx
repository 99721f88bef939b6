import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { asciiDigits } from '@gloact/kernel'
import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'
import { useWrongInput } from './wrong-input.tsx'

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
  useWrongInput(own !== undefined)
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
  const written = asciiDigits(text)
    .trim()
    .replace(/[٫,]/, '.')
    // As Word and spreadsheets write it.
    .replace(/^\u2212/, '-')
  if (written === '') return null
  return (decimal ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(written) ? Number(written) : undefined
}
