import { asInstant } from '@gloact/kernel'
import { useClient, useMessages } from '@gloact/ui'
import { confirmDesignation, declineDesignation, type DesignationRequest } from '../../contract/designations.ts'
import { useSending } from '../sending.tsx'
import { useChanged, useDesignationRequests } from './queries.ts'
import { WaitingSection } from './waiting-section.tsx'

/** What another administrator designated an agency for, and what waits for a second pair of eyes. */
export function DesignationRequests() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const changed = useChanged()
  const { busy, problem, send } = useSending()
  const decide = async (route: typeof declineDesignation, { id }: DesignationRequest) => {
    await send(client.call(route, { params: { id } }))
    changed()
  }
  return (
    <WaitingSection
      title={t('identity.designations.title')}
      about={t('identity.designations.about')}
      none={t('identity.designations.none')}
      query={useDesignationRequests()}
      problem={problem}
      busy={busy}
      columns={[
        { id: 'agency', header: t('identity.field.agency'), primary: true, cell: ({ agencyName }) => agencyName },
        {
          id: 'designation',
          header: t('identity.agency.designations'),
          cell: ({ designation }) => t(`identity.designation.${designation}`),
        },
        {
          id: 'asked_by',
          header: t('identity.resets.asked_by'),
          cell: ({ askedBy, askedAt }) => `${askedBy}, ${formatInstant(asInstant(askedAt))}`,
        },
      ]}
      onConfirm={(request) => void decide(confirmDesignation, request)}
      onDecline={(request) => void decide(declineDesignation, request)}
    />
  )
}
