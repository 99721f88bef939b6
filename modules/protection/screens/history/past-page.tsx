import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { problemOf } from '@gloact/http/client'
import { dateIn, type Instant } from '@gloact/kernel'
import {
  Button,
  Callout,
  EmptyState,
  ErrorState,
  FileNumber,
  LoadingState,
  PageHeader,
  Paper,
  PaperBanner,
  Row,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { readFileAt } from '../../contract/history/history.ts'
import { useDirectory } from '../directory.ts'
import { useFileRules, type BrowserFileRules } from '../rules.ts'
import { FileBody } from '../file/document/file-body.tsx'
import { fileAddress } from '../file-address.ts'
import { InZone } from '../reading/file-context.tsx'
import { IdentityOfPast, useIdentityOfPast } from './identity-of-past.tsx'
import { PastFileProvider } from './past-file-provider.tsx'
import {
  differenceAddress,
  endOfDay,
  momentOfAddress,
  pastAddress,
  type PastMoment,
} from '../reading/place-in-address.ts'

/** The file as it was at a moment: to read only, and it says so at the top and at the foot. */
export function PastPage() {
  const { t } = useMessages()
  const params: { readonly fileId?: string; readonly moment?: string } = useParams({ strict: false })
  const moment = momentOfAddress(params.moment ?? '')
  const { rules, error } = useFileRules()
  if (!moment) {
    return <EmptyState title={t('protection.past.no_moment')} about={t('protection.past.no_moment_about')} />
  }
  if (error) return <ErrorState problem={error} />
  if (!rules) return <LoadingState what={t('protection.file.loading')} />
  return (
    <InZone timeZone={rules.timeZone}>
      <Past fileId={params.fileId ?? ''} moment={moment} rules={rules} />
    </InZone>
  )
}

function Past({ fileId, moment, rules }: { fileId: string; moment: PastMoment; rules: BrowserFileRules }) {
  const messages = useMessages()
  const { t, formatInstant, formatDate } = messages
  const client = useClient()
  const directory = useDirectory()
  const identity = useIdentityOfPast()
  const place =
    moment.kind === 'sequence'
      ? { sequence: moment.sequence }
      : { [moment.kind === 'recorded' ? 'recordedAt' : 'happenedAt']: endOfDay(moment.day, rules.timeZone) }
  const query = { ...place, ...(identity.purpose && { purpose: identity.purpose }) }
  const { data, error, refetch } = useQuery({
    queryKey: ['protection', 'past', fileId, query],
    queryFn: () => client.callOrThrow(readFileAt, { params: { fileId }, query }),
    // Each reading is recorded: it is not asked for twice while it is on the screen.
    staleTime: Infinity,
    // Who the person is leaves the memory with the page.
    gcTime: 0,
  })
  if (error) {
    return (
      <ErrorState
        problem={problemOf(error)}
        onRetry={() => void refetch()}
        action={<Button to={fileAddress(fileId, 'history')}>{t('protection.past.back')}</Button>}
      />
    )
  }
  if (!data) return <LoadingState what={t('protection.past.loading')} />
  const { file, sequence, recordedAt, later, purposes } = data
  const when = moment.kind === 'sequence' ? formatInstant(recordedAt as Instant) : formatDate(moment.day)
  const said = t(`protection.past.banner_${moment.kind}`, { when })
  return (
    <Stack gap="lg">
      <PageHeader
        title={<FileNumber>{file.number}</FileNumber>}
        back={{ to: fileAddress(fileId, 'history'), label: t('protection.past.back') }}
      />
      <Callout
        tone="notice"
        title={said}
        actions={
          <Row>
            <Button to={fileAddress(fileId)} kind="primary">
              {t('protection.past.to_now')}
            </Button>
            {sequence > 1 && (
              <Button to={pastAddress(fileId, { kind: 'sequence', sequence: sequence - 1 })}>
                {t('protection.past.earlier')}
              </Button>
            )}
            {later > 0 && (
              <Button to={pastAddress(fileId, { kind: 'sequence', sequence: sequence + 1 })}>
                {t('protection.past.later')}
              </Button>
            )}
            {later > 0 && (
              <Button to={differenceAddress(fileId, sequence, sequence + later)}>{t('protection.past.since')}</Button>
            )}
          </Row>
        }
      >
        <Text>{t('protection.past.about', { later })}</Text>
      </Callout>
      <IdentityOfPast identity={identity} purposes={purposes} />
      <Paper size="a4" foot={said} cover={undefined}>
        <PaperBanner>{said}</PaperBanner>
        <PastFileProvider
          file={file}
          rules={rules}
          directory={directory}
          at={moment.kind === 'sequence' ? (recordedAt as Instant) : endOfDay(moment.day, rules.timeZone)}
        >
          <FileBody
            file={file}
            rules={rules}
            directory={directory}
            on={moment.kind === 'sequence' ? dateIn(recordedAt as Instant, rules.timeZone) : moment.day}
            formView={(form) => file.forms.find((view) => view.form === form)}
          />
        </PastFileProvider>
      </Paper>
    </Stack>
  )
}
