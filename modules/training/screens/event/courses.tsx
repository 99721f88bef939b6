import { newId } from '@gloact/kernel'
import { Button, Card, ChoiceField, Row, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listOffers, offerCourse } from '../../contract/courses.ts'
import type { EventPageView } from '../../contract/training-events.ts'
import { Asked, useDoing } from '../asked.tsx'
import { useCourses } from '../courses-page.tsx'
import { usePackages } from '../packages/packages.tsx'

/** The courses that an event offers its participants on their telephones. */
export function EventCourses({ page }: { readonly page: EventPageView }) {
  const { t } = useMessages()
  const client = useClient()
  const eventId = page.event.id
  const offers = useQuery({
    queryKey: ['training', 'offers', eventId],
    queryFn: () => client.callOrThrow(listOffers, { params: { eventId } }),
  })
  const courses = useCourses()
  const packages = usePackages()
  const { busy, run, note } = useDoing()
  const [wanted, setWanted] = useState<string | null>(null)
  const offer = (courseId: string, offered: boolean) =>
    run(() => client.call(offerCourse, { params: { eventId }, body: { id: newId(), courseId, offered } }))
  return (
    <Asked query={offers}>
      {({ items }) => {
        const all = [...(courses.data?.items ?? []), ...(packages.data?.items ?? [])]
        const rest = all.filter(({ id }) => !items.some(({ courseId }) => courseId === id))
        return (
          <Stack>
            <Text tone="quiet">{t('training.offers.about')}</Text>
            {items.map(({ courseId, title, begun, completed }) => (
              <Card key={courseId} title={title} level={2}>
                <Row justify="between">
                  <Text as="span">{t('training.offers.done', { begun, completed, of: page.participants.length })}</Text>
                  <Button
                    size="sm"
                    busy={busy}
                    label={`${t('training.offers.withdraw')}: ${title}`}
                    onPress={() => void offer(courseId, false)}
                  >
                    {t('training.offers.withdraw')}
                  </Button>
                </Row>
              </Card>
            ))}
            {note}
            {rest.length > 0 && (
              <Card>
                <Stack>
                  <ChoiceField
                    as="select"
                    label={t('training.offers.which')}
                    options={rest.map(({ id, title }) => ({ value: id, label: title }))}
                    value={wanted}
                    onChange={setWanted}
                  />
                  <Row>
                    <Button
                      kind="primary"
                      busy={busy}
                      disabled={wanted === null}
                      onPress={() => wanted !== null && void offer(wanted, true).then(() => setWanted(null))}
                    >
                      {t('training.offers.offer')}
                    </Button>
                  </Row>
                </Stack>
              </Card>
            )}
          </Stack>
        )
      }}
    </Asked>
  )
}
