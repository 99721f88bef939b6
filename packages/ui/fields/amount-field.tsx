import { useEffect, useState } from 'react'
import { Row } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { ChoiceField } from './choice-fields.tsx'
import type { FieldProps } from './field.ts'
import { FieldGroup } from './field-chrome.tsx'
import { NumberField } from './number-field.tsx'

/** An amount as it is typed: without a currency it is none yet. */
export interface TypedAmount {
  readonly amount: number
  readonly currency?: string
}

export interface AmountFieldProps extends FieldProps<TypedAmount | null> {
  /** The currencies to choose from, the usual one first; every one where it is left out. */
  readonly currencies?: readonly string[] | undefined
  /** The currency of what the form is about; chosen until another is. */
  readonly usual?: string | undefined
}

/** Money: how much, and in which currency. Without a currency it is handed on as what it is, for the form to refuse. */
export function AmountField({ value, onChange, currencies, usual, label, help, error, required }: AmountFieldProps) {
  const { t, language } = useMessages()
  const offered = currencies ?? Intl.supportedValuesOf('currency')
  const [amount, setAmount] = useState<number | null>(value?.amount ?? null)
  const [picked, setPicked] = useState<string | null>(value?.currency ?? null)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (value !== null || amount === null) {
      setAmount(value?.amount ?? null)
      if (value !== null) setPicked(value.currency ?? null)
    }
  }
  const currency = picked ?? (usual !== undefined && offered.includes(usual) ? usual : (currencies?.[0] ?? null))
  const change = (nextAmount: number | null, nextCurrency: string | null) => {
    setAmount(nextAmount)
    setPicked(nextCurrency)
    onChange(
      nextAmount === null ? null : { amount: nextAmount, ...(nextCurrency !== null && { currency: nextCurrency }) },
    )
  }
  // The currency may become known after the amount was typed.
  const late = value !== null && value.currency === undefined && currency !== null ? value.amount : null
  useEffect(() => {
    if (late !== null && currency !== null) onChange({ amount: late, currency })
  }, [late, currency, onChange])
  const names = new Intl.DisplayNames(language, { type: 'currency' })
  return (
    <FieldGroup label={label} help={help} error={error} required={required ?? false}>
      <Row align="end">
        <NumberField
          label={t('ui.amount.amount')}
          decimal
          min={0}
          value={amount}
          onChange={(next) => change(next, currency)}
        />
        <ChoiceField
          label={t('ui.amount.currency')}
          as="select"
          options={offered.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))}
          value={currency}
          onChange={(next) => change(amount, next)}
        />
      </Row>
    </FieldGroup>
  )
}
