import { wordsIn } from '@gloact/forms'
import { ErrorState, KeyValueList, Link, LoadingState, PageHeader, Section, Stack, useMessages } from '@gloact/ui'
import { useFileRules } from '../rules.ts'
import { blankAddress, SHEETS } from './sheets.ts'

/** Every form of the country as a blank to fill in by hand where there is no device, or no time for one. */
export function FormsToPrint() {
  const { t, language } = useMessages()
  const { rules, error } = useFileRules()
  if (error) return <ErrorState problem={error} />
  if (!rules) return <LoadingState what={t('protection.forms.loading')} />
  return (
    <Stack gap="lg">
      <PageHeader title={t('protection.forms.title')} about={t('protection.forms.about')} />
      <Sheets title={t('protection.forms.sheets')} sheets={SHEETS.first_contact} />
      <Section title={t('protection.forms.of_country')}>
        <KeyValueList
          items={rules.forms.map((form) => ({
            label: <Link to={blankAddress(form.id)}>{wordsIn(form.title, language)}</Link>,
            value: t('protection.forms.version', { version: form.version }),
          }))}
        />
      </Section>
      <Sheets title={t('protection.forms.file_sheets')} sheets={SHEETS.file} />
    </Stack>
  )
}

function Sheets({ title, sheets }: { title: string; sheets: readonly string[] }) {
  const { t } = useMessages()
  return (
    <Section title={title}>
      <KeyValueList
        items={sheets.map((sheet) => ({
          label: <Link to={blankAddress(sheet)}>{t(`protection.forms.${sheet}`)}</Link>,
          value: t(`protection.forms.${sheet}_about`),
        }))}
      />
    </Section>
  )
}
