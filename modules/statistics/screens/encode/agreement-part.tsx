import { isPlainDate, type Result } from '@gloact/kernel'
import { KeyValueList, LoadingState, Section, Stack, useMessages } from '@gloact/ui'
import type { TaskProblem } from '../worker/task.ts'
import { ChosenFile } from '../parts/chosen-file.tsx'
import type { ReadAgreement } from './encode-task.ts'
import { isolated } from '../parts/isolated.ts'
import { ProblemCallout } from '../parts/problem-callout.tsx'

interface AgreementPartProps {
  readonly file: File | null
  readonly read: Result<ReadAgreement, TaskProblem> | undefined
  readonly disabled: boolean
  readonly onFile: (file: File | null) => void
}

/** The agreement, and what it says. */
export function AgreementPart({ file, read, disabled, onFile }: AgreementPartProps) {
  const { t } = useMessages()
  return (
    <Section title={t('statistics.agreement.title')} about={t('statistics.agreement.about')}>
      <Stack>
        <ChosenFile
          file={file}
          label={t('statistics.agreement.label')}
          choose={t('statistics.agreement.choose')}
          accept=".json,application/json"
          disabled={disabled}
          onFile={onFile}
        />
        {file !== null && read === undefined && <LoadingState what={t('statistics.reading')} />}
        {read !== undefined && (read.ok ? <Terms terms={read.value} /> : <ProblemCallout problem={read.error} />)}
      </Stack>
    </Section>
  )
}

function Terms({ terms }: { readonly terms: ReadAgreement }) {
  const { t, formatList, formatDate, formatNumber } = useMessages()
  const { parties, profile, expiresOn, dummyShare, fields, expired } = terms
  const ends = isPlainDate(expiresOn) ? formatDate(expiresOn) : expiresOn
  return (
    <Stack>
      <KeyValueList
        items={[
          { label: t('statistics.agreement.parties'), value: formatList(parties.map(isolated)) },
          {
            label: t('statistics.agreement.profile'),
            value: t(profile === 'strict' ? 'statistics.agreement.strict' : 'statistics.agreement.trusted_unit'),
          },
          { label: t('statistics.agreement.fields'), value: formatList(fields.map(({ column }) => isolated(column))) },
          {
            label: t('statistics.agreement.dummies'),
            value: t('statistics.agreement.dummy_share', { share: formatNumber(dummyShare, { style: 'percent' }) }),
          },
          { label: t('statistics.agreement.ends'), value: ends },
        ]}
      />
      {expired && <ProblemCallout problem={{ code: 'agreement_expired', params: { date: ends } }} />}
    </Stack>
  )
}
