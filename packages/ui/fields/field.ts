import type { ReactNode } from 'react'

/** What every field takes. */
export interface FieldProps<Value> {
  readonly label: ReactNode
  /** For everybody who fills it in, below the label. */
  readonly help?: ReactNode
  /** What is wrong and how to correct it. */
  readonly error?: ReactNode
  readonly required?: boolean
  readonly readOnly?: boolean
  readonly disabled?: boolean
  /** The label is read aloud and not shown: where what stands beside the field says the same. */
  readonly hideLabel?: boolean
  readonly value: Value
  readonly onChange: (value: Value) => void
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly help?: string
  readonly disabled?: boolean
}
