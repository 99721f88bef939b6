import { useQuery } from '@tanstack/react-query'
import { Grid, PaperBlock, QueryState, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { readCollected } from '../../contract/returns.ts'
import { STAGES_OF_PERSONS } from '../../domain/prosecution-form.ts'
import type { Collection } from '../../domain/standard-tables.ts'
import { JusticePart } from './justice-part.tsx'
import { ReturnPage } from './return-page.tsx'
import { lastYear } from './last-year.ts'
import { breakdownWord, codeWord, toldFigure, usualBound } from './words.ts'

/** The tables that a collection asks for, to be printed and copied from. */
function CollectionPage({ collection }: { readonly collection: Collection }) {
  const messages = useMessages()
  const { t, timeZone } = messages
  const client = useClient()
  const [year, setYear] = useState(() => lastYear(timeZone))
  const title = t(`statistics.collection.${collection}.title`)
  const read = useQuery({
    queryKey: ['statistics', 'collection', collection, year],
    queryFn: () => client.callOrThrow(readCollected, { query: { collection, year } }),
  })
  if (!read.isSuccess) return <QueryState query={read} loading={title} />
  return (
    <ReturnPage title={title} about={t(`statistics.collection.${collection}.about`)} of={read.data} onYear={setYear}>
      {read.data.tables.map(({ id, unit, breakdown, columns, rows }) => {
        const caption = t(`statistics.collection.${unit}`, { breakdown: breakdownWord(messages, breakdown) })
        return (
          <PaperBlock key={id} title={caption} whole>
            <Grid
              caption={caption}
              columns={[
                breakdownWord(messages, breakdown),
                ...columns.map((column) => codeWord(messages, 'sex', column)),
              ]}
              rows={rows.map((row) => ({
                id: row.id,
                header: codeWord(messages, breakdown, row.id),
                cells: row.cells.map((cell, index) => (
                  <bdi key={columns[index]}>
                    {toldFigure(messages, cell, row.within[index]!, usualBound(read.data.base))}
                  </bdi>
                )),
              }))}
            />
          </PaperBlock>
        )
      })}
      {read.data.perpetrators && (
        <JusticePart
          of={read.data.perpetrators}
          title={t('statistics.justice.perpetrators')}
          year={year}
          stages={STAGES_OF_PERSONS}
        />
      )}
    </ReturnPage>
  )
}

export const EurostatPage = () => <CollectionPage collection="eurostat" />
export const IcTipPage = () => <CollectionPage collection="ic_tip" />
