import { asInstant, dateIn } from '@gloact/kernel'
import { Button, EmptyState, Form, Link, PageHeader, Row, Stack, Tag, Text, TextField, useMessages } from '@gloact/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Asked } from './asked.tsx'
import { useLawSearch } from './queries.ts'

/** Looks for words or a provision's number in every law. What is looked for stands in the address: it is about laws, not people. */
export function LawSearchPage() {
  const { t } = useMessages()
  const { q }: { readonly q?: unknown } = useSearch({ strict: false })
  const asked = typeof q === 'string' || typeof q === 'number' ? String(q) : ''
  const navigate = useNavigate()
  const [typed, setTyped] = useState(asked)
  const search = () => {
    if (typed.trim() !== '') void navigate({ to: '.', search: { q: typed.trim() } })
  }
  return (
    <>
      <PageHeader
        title={t('legislation.search')}
        about={t('legislation.search_about')}
        back={{ to: '/legislation/laws', label: t('legislation.library') }}
      />
      <Stack>
        <Form unsent="free" onSubmit={search}>
          <Row align="end">
            <TextField
              type="search"
              label={t('legislation.search_for')}
              value={typed}
              maxLength={200}
              onChange={setTyped}
              onEnter={search}
            />
            <Button kind="primary" type="submit" icon="search">
              {t('legislation.search')}
            </Button>
          </Row>
        </Form>
        {asked !== '' && <Found asked={asked} />}
      </Stack>
    </>
  )
}

function Found({ asked }: { asked: string }) {
  const { t, formatDate, timeZone } = useMessages()
  const [today] = useState(() => dateIn(asInstant(Date.now()), timeZone))
  return (
    <Asked query={useLawSearch(asked)}>
      {({ items, more }) =>
        items.length === 0 ? (
          <EmptyState icon="search" title={t('legislation.nothing_found')} />
        ) : (
          <Stack>
            <Text tone="quiet">
              {t(more ? 'legislation.found_more' : 'legislation.found', { count: items.length })}
            </Text>
            <ul>
              {items.map(({ expressionId, title, language, validFrom, eId, num, heading, excerpt }) => (
                <li key={`${expressionId} ${eId}`}>
                  <Link to={`/legislation/texts/${expressionId}#${encodeURIComponent(eId)}`}>
                    <bdi>{[num, heading].filter(Boolean).join(' ') || eId}</bdi>
                  </Link>{' '}
                  <Text as="span" tone="quiet" size="sm">
                    {t('legislation.text_of', { title, when: formatDate(validFrom), language })}
                  </Text>
                  {validFrom > today && (
                    <Tag tone="notice">{t('legislation.will_be_from', { when: formatDate(validFrom) })}</Tag>
                  )}
                  <div lang={language} dir="auto">
                    <Text>{excerpt}</Text>
                  </div>
                </li>
              ))}
            </ul>
          </Stack>
        )
      }
    </Asked>
  )
}
