import { Button, ChoiceField, ChoicesField, Form, Row, SwitchField, TextField, useMessages } from '@gloact/ui'
import { type ReactNode, useState } from 'react'
import { AGENCY_TYPES, DESIGNATIONS, type AgencyType, type Designation } from '../../domain/agency.ts'
import type { Agency } from '../../contract/administration.ts'

export type AgencyValues = Pick<Agency, 'name' | 'type' | 'designations' | 'active'>

interface AgencyFormProps {
  readonly agency?: Agency
  readonly busy: boolean
  readonly note: ReactNode
  readonly onSave: (values: AgencyValues) => void
}

/** What an agency is called, what kind it is and what the country has designated it for. */
export function AgencyForm({ agency, busy, note, onSave }: AgencyFormProps) {
  const { t } = useMessages()
  const [name, setName] = useState(agency?.name ?? '')
  const [type, setType] = useState<AgencyType | null>(agency?.type ?? null)
  const [designations, setDesignations] = useState<Designation[]>(agency?.designations ?? [])
  const [active, setActive] = useState(agency?.active ?? true)
  return (
    <Form onSubmit={() => type !== null && onSave({ name, type, designations, active })}>
      <TextField label={t('identity.agency.name')} required value={name} onChange={setName} />
      <ChoiceField
        label={t('identity.field.agency_type')}
        as="select"
        required
        options={AGENCY_TYPES.map((one) => ({ value: one, label: t(`identity.agency_type.${one}`) }))}
        value={type}
        onChange={(next) => setType(AGENCY_TYPES.find((one) => one === next) ?? null)}
      />
      <ChoicesField
        label={t('identity.agency.designations')}
        help={t('identity.agency.designations_help')}
        options={DESIGNATIONS.map((one) => ({ value: one, label: t(`identity.designation.${one}`) }))}
        value={designations}
        onChange={(next) => setDesignations(DESIGNATIONS.filter((one) => next.includes(one)))}
      />
      {agency && (
        <SwitchField
          label={t('identity.agency.active')}
          help={t('identity.agency.active_help')}
          value={active}
          onChange={setActive}
        />
      )}
      {note}
      <Row>
        <Button kind="primary" type="submit" busy={busy} disabled={name.trim() === '' || type === null}>
          {t(agency ? 'identity.save' : 'identity.agency.add')}
        </Button>
      </Row>
    </Form>
  )
}
