import { Button, Callout, problemWords, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import type { EarlierFileSought } from '../../../domain/file/payloads.ts'
import { isInWork } from '../../panel/file-status.ts'
import { usePanelForm } from '../../panel/use-panel-form.ts'
import { useFile } from '../../reading/file-context.tsx'
import { SearchPanel } from '../../search/search-panel.tsx'

/** The search for an earlier file that could not be made when this one was opened: it is made here, and its result recorded. */
export function SearchOwed() {
  const messages = useMessages()
  const { t } = messages
  const { file, may, rules, directory } = useFile()
  const form = usePanelForm<Record<string, never>>('earlier_file_sought', {})
  const [answered, setAnswered] = useState(false)
  if (!file.searchOwed) return null
  const mayRecord = may('action.earlier_file_sought') && isInWork(file)
  const record = (result: EarlierFileSought['result']) =>
    void form.send({ type: 'earlier_file_sought', payload: { result }, said: t('protection.search_owed.said') })
  return (
    <Callout tone="notice" title={t('protection.search_owed.title')}>
      <Stack gap="sm">
        <Text>{t('protection.search_owed.about')}</Text>
        {mayRecord && (
          <>
            <SearchPanel
              rules={rules}
              directory={directory}
              onSearched={(outcome) => setAnswered(outcome === 'answered')}
            />
            {answered && (
              <>
                <Text tone="quiet">{t('protection.search_owed.other_about')}</Text>
                <Row>
                  <Button kind="primary" icon="check" busy={form.busy} onPress={() => record('none')}>
                    {t('protection.search_owed.none')}
                  </Button>
                  <Button busy={form.busy} onPress={() => record('other_file')}>
                    {t('protection.search_owed.other')}
                  </Button>
                </Row>
              </>
            )}
            {form.problem && <Text tone="strong">{problemWords(messages, form.problem)}</Text>}
          </>
        )}
      </Stack>
    </Callout>
  )
}
