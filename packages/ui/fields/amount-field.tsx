import type { Amount } from '@gloact/forms'
import { useState } from 'react'
import { Row } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { ChoiceField } from './choice-fields.tsx'
import type { FieldProps } from './field.ts'
import { FieldGroup } from './field-chrome.tsx'
import { NumberField } from './number-field.tsx'

export interface AmountFieldProps extends FieldProps<Amount | null> {
  /** The currencies to choose from, the usual one first; every one where it is left out. */
  readonly currencies?: readonly string[] | undefined
}

/** Money: how much, and in which currency. Without a currency it is no amount yet, and is not handed on. */
export function AmountField({ value, onChange, currencies, label, help, error, required }: AmountFieldProps) {
  const { t, language } = useMessages()
  const offered = currencies ?? Intl.supportedValuesOf('currency')
  const [amount, setAmount] = useState<number | null>(value?.amount ?? null)
  const [currency, setCurrency] = useState<string | null>(value?.currency ?? currencies?.[0] ?? null)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (value !== null || amount === null) {
      setAmount(value?.amount ?? null)
      if (value !== null) setCurrency(value.currency)
    }
  }
  const change = (nextAmount: number | null, nextCurrency: string | null) => {
    setAmount(nextAmount)
    setCurrency(nextCurrency)
    if (nextAmount === null) onChange(null)
    else if (nextCurrency !== null) onChange({ amount: nextAmount, currency: nextCurrency })
  }
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
