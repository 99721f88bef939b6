import { type ReactNode, useId } from 'react'
import { ForScreenReaders } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import type { FieldProps } from './field.ts'
import styles from './field-chrome.module.css'

type Around = Pick<FieldProps<unknown>, 'label' | 'help' | 'error' | 'required' | 'hideLabel' | 'readOnly' | 'disabled'>

/** What stands around an input of the kit: label, help, error, and what is read aloud of them. */
export function useFieldChrome(around: Around) {
  const { label, help, error, required = false, hideLabel = false, readOnly, disabled } = around
  const words = <LabelWords required={required}>{label}</LabelWords>
  return {
    ...(hideLabel && typeof label === 'string' ? { 'aria-label': label } : { label: words }),
    description: help,
    error: error === undefined || error === null || error === '' ? undefined : <ErrorWords>{error}</ErrorWords>,
    'aria-required': required || undefined,
    readOnly: readOnly ?? false,
    disabled: disabled ?? false,
    size: 'md',
  } as const
}

function LabelWords({ required, children }: { required: boolean; children: ReactNode }) {
  const { t } = useMessages()
  return (
    <span className={styles.label}>
      {children}
      {required && <span className={styles.required}> {t('ui.field.required')}</span>}
    </span>
  )
}

function ErrorWords({ children }: { children: ReactNode }) {
  return (
    <span className={styles.error}>
      <Icon name="warning" size={17} />
      <span>{children}</span>
    </span>
  )
}

export interface FieldGroupProps {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly required?: boolean
  readonly hideLabel?: boolean
  readonly children: ReactNode
}

/** Several inputs that are one question. */
export function FieldGroup({ label, help, error, required = false, hideLabel = false, children }: FieldGroupProps) {
  const id = useId()
  const describedBy = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const words = <LabelWords required={required}>{label}</LabelWords>
  return (
    <fieldset
      className={styles.fieldset}
      aria-describedby={describedBy || undefined}
      data-invalid={error ? true : undefined}
    >
      <legend className={styles.legend}>{hideLabel ? <ForScreenReaders>{words}</ForScreenReaders> : words}</legend>
      {help ? (
        <div className={styles.help} id={`${id}-help`}>
          {help}
        </div>
      ) : null}
      {error ? (
        <div className={styles.fieldsetError} id={`${id}-error`}>
          <ErrorWords>{error}</ErrorWords>
        </div>
      ) : null}
      {children}
    </fieldset>
  )
}
