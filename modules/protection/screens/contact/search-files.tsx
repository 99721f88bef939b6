import { Button, ErrorState, LoadingState, PageHeader, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { useDirectory } from '../directory.ts'
import { useFileRules } from '../rules.ts'
import { takeSearch } from '../search-handover.ts'
import { SearchPanel } from './search-panel.tsx'

/** Looking for a file by name or number, before a new one is opened. */
export function SearchFiles() {
  const { t } = useMessages()
  const { rules, error } = useFileRules()
  const directory = useDirectory()
  const [first] = useState(takeSearch)
  const [searched, setSearched] = useState(false)
  return (
    <>
      <PageHeader title={t('protection.search.title')} about={t('protection.search.about')} />
      {error ? (
        <ErrorState problem={error} />
      ) : rules ? (
        <Stack gap="lg">
          <SearchPanel
            rules={rules}
            directory={directory}
            first={first}
            onSearched={(outcome) => setSearched(outcome === 'answered')}
          />
          {searched && (
            <Stack gap="sm">
              <Text tone="quiet">{t('protection.search.open_new_about')}</Text>
              <div>
                <Button icon="plus" to="/contact">
                  {t('protection.search.open_new')}
                </Button>
              </div>
            </Stack>
          )}
        </Stack>
      ) : (
        <LoadingState what={t('protection.contact.loading')} />
      )}
    </>
  )
}
