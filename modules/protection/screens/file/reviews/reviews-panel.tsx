import { Button, DeadlineBadge, EmptyState, KeyValueList, Row, Section, Stack, Text, Timeline } from '@gloact/ui'
import type { FileView } from '../../../contract/reading/files.ts'
import type { DeadlineKind } from '../../../domain/file/file-rules.ts'
import type { ReviewSubject } from '../../../domain/file/words.ts'
import { runningClocks } from '../../clocks.ts'
import { useFile } from '../../reading/file-context.tsx'
import { CorrectEntry, MistakesOf } from '../../panel/correct-entry.tsx'
import { Paragraphs } from '../../panel/paragraphs.tsx'
import { isInWork } from '../../panel/file-status.ts'
import { usePanelForm } from '../../panel/use-panel-form.ts'
import { useWords } from '../../panel/use-words.ts'
import { TookPart } from '../risk/risk-shown.tsx'
import { HoldReview } from './hold-review.tsx'
import { latestFirst, NO_REVIEW, offeredNext, type ReviewFields } from './review-fields.ts'

const CLOCK_OF: Readonly<Record<ReviewSubject, DeadlineKind>> = {
  plan: 'plan_review',
  risk: 'risk_review',
  file: 'file_review',
}
const CLOCKS = Object.values(CLOCK_OF)

/** The reviews that were held, of the plan, the risks or the file, with the next that is due. Without `of`: all of them. */
export function ReviewsPanel({ of }: { of?: ReviewSubject }) {
  const { file, may, today, now, rules } = useFile()
  const { t, formatDate, staff } = useWords()
  const form = usePanelForm<ReviewFields>(`review_held:${of ?? 'any'}`, NO_REVIEW)
  const reviews = latestFirst(file.reviews, of)
  const mayHold = may('action.review_held') && isInWork(file)
  const clocks = runningClocks(file.deadlines, now, rules.timeZone).filter(({ kind }) =>
    of === undefined ? CLOCKS.includes(kind) : kind === CLOCK_OF[of],
  )
  const begin = mayHold && !form.open && (
    <Button icon="refresh" onPress={() => form.begin({ of: of ?? null, on: today, next: offeredNext(today) })}>
      {t(`protection.review.hold.${of ?? 'any'}`)}
    </Button>
  )
  return (
    <Section
      title={t(`protection.review.title.${of ?? 'any'}`)}
      about={of === undefined ? t('protection.review.about') : undefined}
      level={of === undefined ? 2 : 3}
      actions={reviews.length > 0 && begin}
    >
      <Stack>
        {/* Beside the plan and the risks the clock stands above already. */}
        {of === undefined && clocks.length > 0 && (
          <Row>
            {clocks.map((clock) => (
              <DeadlineBadge key={clock.kind} {...clock} label={t(`protection.deadline.${clock.kind}`)} />
            ))}
          </Row>
        )}
        {mayHold && form.open && <HoldReview form={form} of={of} />}
        {reviews.length === 0 && !form.open && (
          <EmptyState
            icon="refresh"
            title={t('protection.review.none')}
            about={t('protection.review.none_about')}
            action={begin || undefined}
          />
        )}
        {reviews.length > 0 && (
          <Timeline
            label={t(`protection.review.title.${of ?? 'any'}`)}
            entries={reviews.map((review) => ({
              id: review.actionId,
              icon: 'refresh',
              title: t('protection.review.entry', { of: review.payload.of, decision: review.payload.decision }),
              at: formatDate(review.payload.heldOn),
              who: staff(review.actor),
              body: (
                <>
                  <ReviewShown review={review} />
                  <CorrectEntry kind="review_held" entry={review} />
                </>
              ),
            }))}
          />
        )}
        {of === undefined && <MistakesOf kinds={['review_held']} />}
      </Stack>
    </Section>
  )
}

/** A review as it was held: who took part, what was found, when the next is. */
export function ReviewShown({ review: { payload } }: { review: FileView['reviews'][number] }) {
  const { t, formatDate } = useWords()
  return (
    <Stack gap="xs">
      <Paragraphs text={payload.findings} />
      <KeyValueList
        items={[
          { label: t('protection.review.participants'), value: <bdi>{payload.participants}</bdi> },
          { label: t('protection.review.took_part'), value: <TookPart answer={payload.personTookPart} /> },
          {
            label: t('protection.review.next_on'),
            value:
              payload.nextReviewOn === null ? (
                <Text as="span" tone="quiet">
                  {t('protection.review.no_next')}
                </Text>
              ) : (
                formatDate(payload.nextReviewOn)
              ),
          },
        ]}
      />
    </Stack>
  )
}
