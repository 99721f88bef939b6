import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Checkbox, MultiSelect, NativeSelect, Radio, Select, Switch } from '@mantine/core'
import { country, labelOf, language as languageList, offeredCodes, type CodeList } from '@gloact/codes'
import { useMemo } from 'react'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps, Option } from './field.ts'
import { FieldGroup, useFieldChrome } from './field-chrome.tsx'
import { useTypedChoice } from './typed-choice.ts'
import styles from './choice-fields.module.css'

export interface ChoiceFieldProps extends FieldProps<string | null> {
  readonly options: readonly Option[]
  /** By default the options are all shown up to seven, and open as a list beyond. */
  readonly as?: 'radio' | 'select'
}

const MOST_SHOWN = 7
const MOST_WITHOUT_SEARCH = 30
/** So many boxes are no higher than the chips would be. */
const MOST_CHIPS = 3

/** Many options stand side by side where there is room: a list of twenty is not scrolled through on a desk. */
const optionsClass = (options: readonly Option[]): string | undefined =>
  options.length > MOST_SHOWN ? `${styles.options} ${styles.many}` : styles.options

/** One of several. */
export function ChoiceField(props: ChoiceFieldProps) {
  const as = props.as ?? (props.options.length <= MOST_SHOWN ? 'radio' : 'select')
  if (as === 'radio') return <RadioChoice {...props} />
  return props.options.length <= MOST_WITHOUT_SEARCH ? <ListChoice {...props} /> : <SearchChoice {...props} />
}

function RadioChoice({ options, value, onChange, readOnly, disabled, ...around }: ChoiceFieldProps) {
  const locked = readOnly === true || disabled === true
  return (
    <FieldGroup {...around}>
      <Radio.Group value={value} onChange={(next) => onChange(next)}>
        <div className={optionsClass(options)}>
          {options.map((option) => (
            <Radio
              key={option.value}
              value={option.value}
              label={option.label}
              description={option.help}
              disabled={locked || option.disabled === true}
              size="md"
              classNames={{ root: styles.option ?? '', body: styles.body ?? '', label: styles.label ?? '' }}
            />
          ))}
        </div>
      </Radio.Group>
    </FieldGroup>
  )
}

function ListChoice(props: ChoiceFieldProps) {
  const { t } = useMessages()
  const data = [
    { value: '', label: t('ui.choice.none') },
    ...props.options.map(({ value, label, disabled = false }) => ({ value, label, disabled })),
  ]
  const { readOnly, ...chrome } = useFieldChrome(props)
  return (
    <NativeSelect
      {...chrome}
      disabled={chrome.disabled || readOnly}
      data={data}
      maw="32rem"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

function SearchChoice(props: ChoiceFieldProps) {
  const { t } = useMessages()
  const nothing = props.value === null && props.readOnly !== true && props.disabled !== true
  const typing = useTypedChoice(props.options, (value) => props.onChange(value))
  return (
    <Select
      {...useFieldChrome({ ...props, error: typing.error ?? props.error })}
      {...typing.input}
      {...(nothing && { placeholder: t('ui.choice.search') })}
      data={props.options.map(({ value, label, disabled = false }) => ({ value, label, disabled }))}
      searchable
      clearable
      maw="32rem"
      nothingFoundMessage={t('ui.choice.nothing_found')}
      clearButtonProps={{ 'aria-label': t('ui.choice.clear') }}
      value={props.value}
      onChange={(next) => {
        typing.chosen()
        props.onChange(next)
      }}
    />
  )
}

export interface ChoicesFieldProps extends FieldProps<readonly string[]> {
  readonly options: readonly Option[]
  /** `chips`: what was chosen stands in a line, and the rest is found by typing; for forms of many questions. */
  readonly as?: 'boxes' | 'chips'
}

/** Any number of several: all shown, or where there are many found by typing. */
export function ChoicesField(props: ChoicesFieldProps) {
  const { options, value, onChange, readOnly, disabled, as = 'boxes', ...around } = props
  if (options.length > (as === 'chips' ? MOST_CHIPS : MOST_WITHOUT_SEARCH)) return <SearchChoices {...props} />
  const locked = readOnly === true || disabled === true
  return (
    <FieldGroup {...around}>
      <div className={optionsClass(options)}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            description={option.help}
            disabled={locked || option.disabled === true}
            size="md"
            classNames={{ root: styles.option ?? '', body: styles.body ?? '', label: styles.label ?? '' }}
            checked={value.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? options.map((one) => one.value).filter((one) => one === option.value || value.includes(one))
                  : value.filter((one) => one !== option.value),
              )
            }
          />
        ))}
      </div>
    </FieldGroup>
  )
}

function SearchChoices(props: ChoicesFieldProps) {
  const { t } = useMessages()
  const nothing = props.value.length === 0 && props.readOnly !== true && props.disabled !== true
  const typing = useTypedChoice(props.options, (value) => props.onChange([...new Set([...props.value, value])]))
  return (
    <MultiSelect
      {...useFieldChrome({ ...props, error: typing.error ?? props.error })}
      {...typing.input}
      {...(nothing && { placeholder: t('ui.choice.search') })}
      data={props.options.map(({ value, label, disabled = false }) => ({ value, label, disabled }))}
      searchable
      maw="32rem"
      nothingFoundMessage={t('ui.choice.nothing_found')}
      value={[...props.value]}
      onChange={(next) => {
        typing.chosen()
        props.onChange(next)
      }}
    />
  )
}

export type YesNo = 'yes' | 'no' | 'unknown'

/** The third answer is one: nobody is made to guess. */
export function YesNoUnknown(props: FieldProps<YesNo | null>) {
  const { t } = useMessages()
  const { onChange, ...rest } = props
  const options: readonly (Option & { readonly value: YesNo })[] = [
    { value: 'yes', label: t('forms.yes') },
    { value: 'no', label: t('forms.no') },
    { value: 'unknown', label: t('forms.absence.not_known') },
  ]
  return (
    <ChoiceField
      {...rest}
      as="radio"
      options={options}
      onChange={(next) => onChange(options.find(({ value }) => value === next)?.value ?? null)}
    />
  )
}

/** The codes of a list as options, in the words of a language; sorted where the list takes its words from the platform. */
export function useCodeOptions(list: CodeList): readonly Option[] {
  const { language } = useMessages()
  return useMemo(() => {
    const options = offeredCodes(list).map(({ code }) => ({ value: code, label: labelOf(list, code, language) }))
    if (list.labelsFrom === undefined) return options
    const { compare } = new Intl.Collator(language)
    return options.toSorted((one, other) => compare(one.label, other.label))
  }, [list, language])
}

export function CountryField(props: FieldProps<string | null>) {
  return <ChoiceField {...props} as="select" options={useCodeOptions(country)} />
}

export function CountriesField(props: FieldProps<readonly string[]>) {
  return <ChoicesField {...props} options={useCodeOptions(country)} />
}

export function LanguageField(props: FieldProps<string | null>) {
  return <ChoiceField {...props} as="select" options={useCodeOptions(languageList)} />
}

const asStatement = (props: FieldProps<boolean>): FieldProps<boolean> =>
  props.hideLabel ? props : { ...props, label: <span className={styles.statement}>{props.label}</span> }

/** A statement that holds or does not: "I have read this". */
export function CheckboxField(props: FieldProps<boolean>) {
  const { readOnly, size, ...chrome } = useFieldChrome(asStatement(props))
  return (
    <Checkbox
      {...chrome}
      size={size}
      disabled={chrome.disabled || readOnly}
      classNames={{ root: styles.option ?? '', body: styles.body ?? '', label: styles.label ?? '' }}
      checked={props.value}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}

/** Something that is on or off and takes effect at once. */
export function SwitchField(props: FieldProps<boolean>) {
  const { readOnly, size, ...chrome } = useFieldChrome(asStatement(props))
  return (
    <Switch
      {...chrome}
      size={size}
      disabled={chrome.disabled || readOnly}
      checked={props.value}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}
