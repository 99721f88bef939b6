import type { CodeList, CodeLists } from '@gloact/codes'
import { listOf, type FieldValues, fileAnswerOf, type Place, type SimpleField, wordsIn } from '@gloact/forms'
import { type Answer, type Json, type PartialDate, valueOf } from '@gloact/kernel'
import { useState } from 'react'
import { ChoiceField, ChoicesField, CountryField, useCodeOptions, YesNoUnknown } from '../fields/choice-fields.tsx'
import { DateField } from '../fields/date-field.tsx'
import { DocumentField, type FileSource } from '../fields/document-field.tsx'
import type { FieldProps } from '../fields/field.ts'
import { FieldGroup } from '../fields/field-chrome.tsx'
import { LongText } from '../fields/long-text.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AmountField, type TypedAmount } from '../fields/amount-field.tsx'
import { MultilingualField } from '../fields/multilingual-field.tsx'
import { PhoneField } from '../fields/phone-field.tsx'
import { ReferenceField, ReferencesField, type ReferenceSource } from '../fields/reference-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { Columns } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { scaleText, stepsOf } from './answer-text.ts'

export interface FieldInputProps {
  readonly field: Exclude<SimpleField, { type: 'calculated' }>
  readonly answer: Answer
  readonly onAnswer: (answer: Answer) => void
  readonly codeLists: CodeLists
  readonly around: Pick<FieldProps<unknown>, 'label' | 'help' | 'error' | 'required'>
  readonly callingCode: string | undefined
  /** The currency of what the form is about; chosen until another is. */
  readonly currency?: string | undefined
  readonly references?: ReferenceSource | undefined
  readonly files?: FileSource | undefined
}

const NO_CODES: CodeList = { id: 'none', version: '1', codes: [] }

const given = (value: Json | null | undefined): Answer =>
  value === null || value === undefined ? { absent: 'not_asked' } : { value }

/** The input of a type of field. */
export function FieldInput(props: FieldInputProps) {
  const { field, answer, onAnswer, codeLists, around, callingCode, references, files } = props
  const { language, formatNumber } = useMessages()
  const options = useCodeOptions(listOf(field, codeLists) ?? NO_CODES)
  const value = valueOf(answer)
  switch (field.type) {
    case 'text':
    case 'long_text':
      return <TypedText field={field} around={around} value={(value as string) ?? ''} onAnswer={onAnswer} />
    case 'number':
      return (
        <NumberField
          {...around}
          decimal={field.decimal ?? false}
          {...(field.unit === undefined ? {} : { unit: wordsIn(field.unit, language) })}
          value={(value as number | undefined) ?? null}
          onChange={(next) => onAnswer(given(next))}
        />
      )
    case 'scale':
      return (
        <ChoiceField
          {...around}
          as="radio"
          options={stepsOf(field).map((step) => ({
            value: String(step),
            label: scaleText(field, step, language, formatNumber, { outOf: false }),
          }))}
          value={typeof value === 'number' ? String(value) : null}
          onChange={(next) => onAnswer(given(next === null ? null : Number(next)))}
        />
      )
    case 'date':
      return (
        <DateField
          {...around}
          precision={field.precision ?? 'year'}
          calendar={field.notFuture !== true || field.precision === 'day'}
          value={(value as PartialDate | undefined) ?? null}
          onChange={(next, unreadable) => {
            // What cannot be read takes nothing away that was answered: it is said, and not recorded.
            if (!unreadable) onAnswer(given(next))
          }}
        />
      )
    case 'yes_no_unknown': {
      const unknown = 'absent' in answer && answer.absent === 'not_known'
      return (
        <YesNoUnknown
          {...around}
          value={unknown ? 'unknown' : ((value as 'yes' | 'no' | undefined) ?? null)}
          onChange={(next) => onAnswer(next === 'unknown' ? { absent: 'not_known' } : given(next))}
        />
      )
    }
    case 'choice':
    case 'country':
    case 'language':
      return (
        <ChoiceField
          {...around}
          options={options}
          value={(value as string | undefined) ?? null}
          onChange={(next) => onAnswer(given(next))}
        />
      )
    case 'choices':
    case 'countries':
      return (
        <ChoicesField
          {...around}
          as="chips"
          options={options}
          value={(value as readonly string[] | undefined) ?? []}
          onChange={(next) => onAnswer(next.length === 0 ? { absent: 'not_asked' } : { value: next })}
        />
      )
    case 'phone':
      return (
        <PhoneTyped around={around} callingCode={callingCode} value={(value as string) ?? null} onAnswer={onAnswer} />
      )
    case 'reference':
      return (
        <ReferenceField
          {...around}
          register={field.register}
          source={references}
          value={(value as string | undefined) ?? null}
          onChange={(next) => onAnswer(given(next))}
        />
      )
    case 'references':
      return (
        <ReferencesField
          {...around}
          register={field.register}
          source={references}
          value={(value as readonly string[] | undefined) ?? []}
          onChange={(next) => onAnswer(next.length === 0 ? { absent: 'not_asked' } : { value: next })}
        />
      )
    case 'amount':
      return (
        <AmountField
          {...around}
          currencies={field.currencies}
          usual={props.currency}
          value={(value as unknown as TypedAmount | undefined) ?? null}
          onChange={(next) => onAnswer(given(next as unknown as Json))}
        />
      )
    case 'url':
      return <TypedText field={field} around={around} value={(value as string) ?? ''} onAnswer={onAnswer} />
    case 'file':
      return (
        <DocumentField
          {...around}
          field={field.id}
          source={files}
          value={fileAnswerOf(value) ?? null}
          onChange={(next) => onAnswer(next === null ? { absent: 'not_asked' } : { value: { ...next } })}
        />
      )
    case 'multilingual':
      return (
        <MultilingualField
          {...around}
          lines={field.lines ?? false}
          maxLength={field.maxLength}
          value={(value as FieldValues['multilingual'] | undefined) ?? {}}
          onChange={(next) => onAnswer(Object.keys(next).length === 0 ? { absent: 'not_asked' } : { value: next })}
        />
      )
    case 'location':
      return (
        <PlaceInput
          around={around}
          list={field.locationList === undefined ? undefined : codeLists[field.locationList]}
          value={(value as Place | undefined) ?? {}}
          onAnswer={onAnswer}
        />
      )
  }
}

type Around = FieldInputProps['around']

interface TypedTextProps {
  readonly field: Extract<SimpleField, { type: 'text' | 'long_text' | 'url' }>
  readonly around: Around
  readonly value: string
  readonly onAnswer: (answer: Answer) => void
}

/** Shows what is typed as it is typed (what is recorded has lost the blank that the next word needs). */
function TypedText({ field, around, value, onAnswer }: TypedTextProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shared = {
    ...around,
    value: typed ?? value,
    onBlur: () => setTyped(null),
    onChange: (next: string) => {
      setTyped(next)
      onAnswer(next === '' ? { absent: 'not_asked' } : { value: next })
    },
    ...(field.type === 'url' || field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
  }
  if (field.type === 'url') return <TextField {...shared} type="url" dir="ltr" />
  if (field.type === 'long_text') return <LongText {...shared} />
  if (field.format === 'email') return <TextField {...shared} type="email" dir="ltr" />
  if (field.format === 'digits') return <TextField {...shared} inputMode="numeric" dir="ltr" />
  return <TextField {...shared} />
}

interface PhoneTypedProps {
  readonly around: Around
  readonly callingCode: string | undefined
  readonly value: string | null
  readonly onAnswer: (answer: Answer) => void
}

/** A phone number is handed on when the field is left: until then it is being typed. */
function PhoneTyped({ around, callingCode, value, onAnswer }: PhoneTypedProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const settle = () => {
    if (typed !== null) onAnswer(given(typed === '' ? null : typed))
    setTyped(null)
  }
  return (
    <div
      role="presentation"
      onBlur={() => {
        settle()
      }}
      onKeyDown={({ key }) => {
        // Enter sends the form around it: what is typed is handed on before.
        if (key === 'Enter') settle()
      }}
    >
      <PhoneField
        {...around}
        {...(callingCode === undefined ? {} : { callingCode })}
        value={typed ?? value}
        onChange={(next) => setTyped(next ?? '')}
      />
    </div>
  )
}

interface PlaceInputProps {
  readonly around: Around
  readonly list: CodeList | undefined
  readonly value: Place
  readonly onAnswer: (answer: Answer) => void
}

function PlaceInput({ around, list, value, onAnswer }: PlaceInputProps) {
  const { t } = useMessages()
  const [typed, setTyped] = useState<string | null>(null)
  const locations = useCodeOptions(list ?? NO_CODES)
  const change = (part: { readonly [Key in keyof Place]?: string | null }) => {
    const place: Record<string, string> = {}
    for (const [key, text] of Object.entries({ ...value, ...part })) {
      if (typeof text === 'string' && text !== '') place[key] = text
    }
    onAnswer(Object.keys(place).length === 0 ? { absent: 'not_asked' } : { value: place })
  }
  return (
    <FieldGroup {...around}>
      <Columns min="14rem">
        <TextField
          label={t('ui.place.name')}
          value={typed ?? value.place ?? ''}
          onBlur={() => setTyped(null)}
          onChange={(next) => {
            setTyped(next)
            change({ place: next })
          }}
        />
        {list && (
          <ChoiceField
            label={t('ui.place.area')}
            as="select"
            options={locations}
            value={value.location ?? null}
            onChange={(location) => change({ location })}
          />
        )}
        <CountryField
          label={t('ui.place.country')}
          value={value.country ?? null}
          onChange={(country) => change({ country })}
        />
      </Columns>
    </FieldGroup>
  )
}
