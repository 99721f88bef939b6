import { useQuery } from '@tanstack/react-query'
import { ChoiceField, Stack, Text, useClient, useMessages } from '@gloact/ui'
import type { ImportPreview, ImportReach } from '../../contract/exchange/imports.ts'
import { agenciesQuery, teamsQuery } from '../directory.ts'
import { usePrincipal } from '../principal.ts'

export interface ImportSettings {
  readonly agencyId: string | null
  readonly teamId: string | null
  readonly dateOrder: 'day_first' | 'month_first' | null
}

export const NO_SETTINGS: ImportSettings = { agencyId: null, teamId: null, dateOrder: null }

interface ImportOptionsProps {
  readonly kind: ImportPreview['kind']
  /** Whose files people may become: one's own agency's, or any agency's and, with figures, the country's. */
  readonly reach: ImportReach
  readonly settings: ImportSettings
  readonly onChange: (settings: ImportSettings) => void
}

/** Whose files people become, and how days are written. Figures belong to the country and need neither. */
export function ImportOptions({ kind, reach, settings, onChange }: ImportOptionsProps) {
  const { t } = useMessages()
  const client = useClient()
  const me = usePrincipal()
  const agencies = useQuery(agenciesQuery(client)).data
  const teams = useQuery(teamsQuery(client)).data
  if (kind === 'ctdc')
    return <Text>{t(reach === 'country' ? 'protection.import.figures' : 'protection.import.figures_elsewhere')}</Text>
  const own = teams?.filter(({ agencyId }) => agencyId === settings.agencyId) ?? []
  return (
    <Stack>
      <ChoiceField
        label={t('protection.import.agency')}
        help={t('protection.import.agency_help')}
        as="select"
        required
        options={(agencies ?? [])
          .filter(({ id, active }) => active && (reach === 'country' || id === me?.agencyId))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={settings.agencyId}
        onChange={(agencyId) => onChange({ ...settings, agencyId, teamId: null })}
      />
      {own.length > 0 && (
        <ChoiceField
          label={t('protection.import.team')}
          help={t('protection.import.team_help')}
          as="select"
          options={own.map(({ id, name }) => ({ value: id, label: name }))}
          value={settings.teamId}
          onChange={(teamId) => onChange({ ...settings, teamId })}
        />
      )}
      <ChoiceField
        label={t('protection.import.date_order')}
        help={t('protection.import.date_order_help')}
        options={[
          { value: 'day_first', label: t('protection.import.day_first') },
          { value: 'month_first', label: t('protection.import.month_first') },
        ]}
        value={settings.dateOrder}
        onChange={(order) =>
          onChange({ ...settings, dateOrder: order === 'day_first' || order === 'month_first' ? order : null })
        }
      />
    </Stack>
  )
}
