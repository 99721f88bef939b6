import type { Field } from '@gloact/forms'
import { sixWords as words } from './lists.ts'

const open = { sensitivity: 'open' } as const

/** What other currencies are worth in that of a plan's sums, each on a day and from a source. */
export const EXCHANGE_RATES: Field = {
  ...open,
  id: 'rates',
  type: 'group',
  maxRows: 20,
  label: words([
    'Exchange rates',
    'أسعار الصرف',
    'Taux de change',
    'Tipos de cambio',
    'Taxas de câmbio',
    'Курсы валют',
  ]),
  rowLabel: words(['Exchange rate', 'سعر الصرف', 'Taux de change', 'Tipo de cambio', 'Taxa de câmbio', 'Курс валюты']),
  fields: [
    {
      ...open,
      id: 'from_currency',
      type: 'text',
      maxLength: 3,
      required: true,
      label: words(['One unit of', 'وحدة واحدة من', 'Une unité de', 'Una unidad de', 'Uma unidade de', 'Одна единица']),
    },
    {
      ...open,
      id: 'rate',
      type: 'number',
      decimal: true,
      min: 0.000001,
      required: true,
      label: words([
        'Is worth, in the currency of the sums',
        'تساوي بعملة المجاميع',
        'Vaut, dans la monnaie des totaux',
        'Vale, en la moneda de los totales',
        'Vale, na moeda dos totais',
        'Стоит в валюте итогов',
      ]),
    },
    {
      ...open,
      id: 'rate_on',
      type: 'date',
      precision: 'day',
      required: true,
      label: words(['On', 'في', 'Le', 'El', 'Em', 'На дату']),
    },
    {
      ...open,
      id: 'rate_source',
      type: 'text',
      maxLength: 200,
      required: true,
      label: words(['Source', 'المصدر', 'Source', 'Fuente', 'Fonte', 'Источник']),
    },
  ],
}
