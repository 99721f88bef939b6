import { language as languages } from '@gloact/codes'
import {
  Button,
  ChoicesField,
  Form,
  Refusal,
  Row,
  Section,
  Text,
  TextField,
  useClient,
  useCodeOptions,
} from '@gloact/ui'
import { useState } from 'react'
import { keepDesk } from '../../contract/victims.ts'
import { useRecipients, useRenewVictims, useVictimWords } from './victim-words.ts'

/** By which code other countries reach this agency; the head of it enters and confirms it. */
export function OwnDesk() {
  const { t, problem } = useVictimWords()
  const client = useClient()
  const renew = useRenewVictims()
  const { data } = useRecipients()
  const options = useCodeOptions(languages)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [spoken, setSpoken] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  if (!data) return null
  const { desk, mayOpenDesk } = data
  if (desk !== null || !mayOpenDesk) {
    return (
      <Section title={t('cooperation.victims.desk')}>
        <Text tone="quiet">
          {desk === null ? t('cooperation.victims.desk_none') : t('cooperation.victims.desk_is', { code: desk })}
        </Text>
      </Section>
    )
  }
  const sound = /^[a-z][a-z0-9_]{2,39}$/.test(code)
  const missing = (empty: boolean) => (tried && empty ? t('forms.required') : undefined)
  const save = async () => {
    setTried(true)
    if (!sound || name.trim() === '' || spoken.length === 0) return
    const kept = await client.call(keepDesk, { body: { code, name: name.trim(), languages: [...spoken] } })
    setRefused(kept.ok ? null : problem(kept.error))
    if (kept.ok) await renew()
  }
  return (
    <Section title={t('cooperation.victims.desk')} about={t('cooperation.victims.desk_about')}>
      <Form onSubmit={() => void save()}>
        <TextField
          label={t('cooperation.victims.desk_name')}
          help={t('cooperation.victims.desk_name_help')}
          required
          maxLength={200}
          value={name}
          error={missing(name.trim() === '')}
          onChange={setName}
        />
        <TextField
          label={t('cooperation.victims.desk_code')}
          help={t('cooperation.victims.desk_code_help')}
          required
          maxLength={40}
          value={code}
          error={missing(!sound)}
          onChange={setCode}
        />
        <ChoicesField
          label={t('cooperation.victims.desk_languages')}
          required
          options={options}
          value={spoken}
          error={missing(spoken.length === 0)}
          onChange={setSpoken}
        />
        <Refusal>{refused}</Refusal>
        <Row>
          <Button kind="primary" type="submit">
            {t('cooperation.victims.desk_save')}
          </Button>
        </Row>
      </Form>
    </Section>
  )
}
