import type { Absence, PartialDate } from '@gloact/kernel'
import { useState } from 'react'
import {
  AbsenceMenu,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  CountriesField,
  CountryField,
  DateField,
  FileField,
  LanguageField,
  LongText,
  NumberField,
  PageHeader,
  PasswordField,
  PhoneField,
  Stack,
  SwitchField,
  TextField,
  useMessages,
  type YesNo,
  YesNoUnknown,
} from '../index.ts'

export function FieldsPage() {
  const { t } = useMessages()
  const [text, setText] = useState('')
  const [long, setLong] = useState('')
  const [number, setNumber] = useState<number | null>(14)
  const [date, setDate] = useState<PartialDate | null>('2026-03' as PartialDate)
  const [choice, setChoice] = useState<string | null>('b')
  const [choices, setChoices] = useState<readonly string[]>(['a'])
  const [known, setKnown] = useState<YesNo | null>(null)
  const [phone, setPhone] = useState<string | null>('+96171123456')
  const [country, setCountry] = useState<string | null>('NA')
  const [countries, setCountries] = useState<readonly string[]>(['KG', 'LB'])
  const [language, setLanguage] = useState<string | null>(null)
  const [checked, setChecked] = useState(true)
  const [absence, setAbsence] = useState<Absence | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: t(`gallery.option_${value}`) }))
  return (
    <>
      <PageHeader title={t('gallery.fields')} />
      <Stack gap="lg">
        <TextField label={t('gallery.name')} help={t('gallery.name_help')} required value={text} onChange={setText} />
        <TextField label={t('gallery.email')} type="email" error={t('gallery.wrong')} value={text} onChange={setText} />
        <PasswordField label={t('gallery.password')} autoComplete="current-password" value={text} onChange={setText} />
        <LongText label={t('gallery.told')} value={long} onChange={setLong} />
        <NumberField
          label={t('gallery.hours')}
          unit={t('gallery.a_day')}
          max={24}
          min={0}
          value={number}
          onChange={setNumber}
        />
        <DateField label={t('gallery.arrived')} value={date} onChange={setDate} />
        <DateField
          label={t('gallery.decided')}
          precision="day"
          error={t('gallery.wrong')}
          value={date}
          onChange={setDate}
        />
        <div>
          <ChoiceField label={t('gallery.kind')} options={options} value={choice} onChange={setChoice} />
          <AbsenceMenu label={t('gallery.kind')} value={absence} onChange={setAbsence} />
        </div>
        <ChoiceField label={t('gallery.kind')} as="select" options={options} value={choice} onChange={setChoice} />
        <ChoicesField label={t('gallery.kinds')} options={options} value={choices} onChange={setChoices} />
        <YesNoUnknown label={t('gallery.safe')} value={known} onChange={setKnown} />
        <PhoneField label={t('gallery.phone')} callingCode="961" value={phone} onChange={setPhone} />
        <CountryField label={t('gallery.citizenship')} value={country} onChange={setCountry} />
        <CountriesField label={t('gallery.transit')} value={countries} onChange={setCountries} />
        <LanguageField label={t('gallery.language')} value={language} onChange={setLanguage} />
        <CheckboxField label={t('gallery.agree')} value={checked} onChange={setChecked} />
        <SwitchField label={t('gallery.names_shown')} value={checked} onChange={setChecked} />
        <FileField label={t('gallery.file')} value={file} onChange={setFile} />
        <TextField label={t('gallery.locked')} readOnly value="DL-7K3M-9" dir="ltr" onChange={() => {}} />
        <TextField label={t('gallery.off')} disabled value="DL-7K3M-9" dir="ltr" onChange={() => {}} />
      </Stack>
    </>
  )
}
