import '@mantine/core/styles/Input.layer.css'
import { Textarea } from '@mantine/core'
import type { CSSProperties } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { directed } from './directed.ts'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'

export interface LongTextProps extends FieldProps<string> {
  readonly maxLength?: number
  readonly rows?: number
  /** Signs and no words (a key): left to right, and not looked over for spelling, which some browsers do elsewhere. */
  readonly verbatim?: boolean
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
      {...directed(props.verbatim ? 'ltr' : 'auto')}
      autoComplete="off"
      spellCheck={props.verbatim !== true}
      styles={{ input: growing(props.rows ?? 4) }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

const growing = (rows: number) =>
  ({ fieldSizing: 'content', minBlockSize: `${rows * 1.6 + 1}rem`, maxBlockSize: '30rem' }) as CSSProperties
