import { problemOf } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  EmptyState,
  ErrorState,
  Grid,
  LoadingState,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { confirmDesignation, declineDesignation, type DesignationRequest } from '../../contract/designations.ts'
import { ProblemNote, useSending } from '../sending.tsx'
import { useChanged, useDesignationRequests } from './queries.ts'

/** What another administrator designated an agency for, and what waits for a second pair of eyes. */
export function DesignationRequests() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const { busy, problem, send } = useSending()
  const requests = useDesignationRequests()
  const decide = async (route: typeof declineDesignation, { id }: DesignationRequest) => {
    await send(client.call(route, { params: { id } }))
    changed()
  }
  return (
    <Section title={t('identity.designations.title')} about={t('identity.designations.about')}>
      <Stack>
        <ProblemNote problem={problem} />
        {requests.isPending && <LoadingState what={t('identity.agency.loading')} />}
        {requests.isError && <ErrorState problem={problemOf(requests.error)} onRetry={() => void requests.refetch()} />}
        {requests.data?.items.length === 0 && <EmptyState icon="shield" title={t('identity.designations.none')} />}
        {requests.data && requests.data.items.length > 0 && (
          <Grid
            caption={t('identity.designations.title')}
            columns={[
              t('identity.field.agency'),
              t('identity.agency.designations'),
              t('identity.resets.asked_by'),
              t('identity.resets.decide'),
            ]}
            rows={requests.data.items.map((request) => ({
              id: request.id,
              header: request.agencyName,
              cells: [
                t(`identity.designation.${request.designation}`),
                `${request.askedBy}, ${formatInstant(asInstant(request.askedAt))}`,
                <Stack key="decide" gap="xs">
                  {!request.mayConfirm && <Text size="sm">{t('identity.resets.own')}</Text>}
                  <Row gap="xs">
                    {request.mayConfirm && (
                      <Button
                        size="sm"
                        kind="primary"
                        disabled={busy}
                        onPress={() => void decide(confirmDesignation, request)}
                      >
                        {t('identity.resets.confirm')}
                      </Button>
                    )}
                    <Button
                      size="sm"
                      kind="quiet"
                      disabled={busy}
                      onPress={() => void decide(declineDesignation, request)}
                    >
                      {t('identity.resets.decline')}
                    </Button>
                  </Row>
                </Stack>,
              ],
            }))}
          />
        )}
      </Stack>
    </Section>
  )
}
