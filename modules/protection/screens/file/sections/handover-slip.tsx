import {
  Button,
  FileNumber,
  Heading,
  KeyValueList,
  NotOnPaper,
  PageHeader,
  Paper,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import { NumbersToCall } from '../../contact/numbers-to-call.tsx'
import { fileAddress } from '../../file-address.ts'
import { useFile } from '../../reading/file-context.tsx'

/**
 * To print, or to show on the phone, where a person is handed over: the number by which the file is found, who keeps it, and whom to
 * call. Nothing on it says who the person is, or why there is a file.
 */
export function HandoverSlip() {
  const { t, formatDate } = useMessages()
  const { file, directory, rules, today } = useFile()
  return (
    <Stack gap="lg">
      <NotOnPaper>
        <PageHeader
          title={t('protection.slip.title')}
          back={{ to: fileAddress(file.id), label: t('protection.file.back') }}
          about={t('protection.slip.about')}
          actions={
            <Button kind="primary" icon="print" onPress={() => window.print()}>
              {t('protection.file.document.print')}
            </Button>
          }
        />
      </NotOnPaper>
      <Paper size="a4" foot={<bdi>{file.number}</bdi>}>
        <Stack gap="lg">
          <Heading level={2}>
            <FileNumber>{file.number}</FileNumber>
          </Heading>
          <KeyValueList
            items={[
              { label: t('protection.slip.from'), value: <bdi>{directory.agencyName(file.agencyId)}</bdi> },
              { label: t('protection.slip.day'), value: formatDate(today) },
              { label: t('protection.slip.to'), value: '' },
              { label: t('protection.slip.received'), value: '' },
            ]}
          />
          <Text>{t('protection.slip.say_number')}</Text>
          <NumbersToCall rules={rules} />
        </Stack>
      </Paper>
    </Stack>
  )
}
