import { isCoded, plainValue, proposeCode, unknownValues, type ChosenColumns, type SaidValues } from '@gloact/standards'
import type { ProtectionContext } from '../../file/context.ts'
import type { ImportFrom } from './import-source.ts'
import { openHtcds } from './read-htcds.ts'

/**
 * What the values of coded columns seem to mean, where they are none of the standard's: as the wizard proposes them. What somebody said goes
 * before; a value that nothing tells the meaning of is left to be rejected, and never guessed.
 */
export async function proposedValues(
  { rules, clock }: Pick<ProtectionContext, 'rules' | 'clock'>,
  {
    from,
    columns,
    values,
  }: {
    readonly from: ImportFrom
    readonly columns?: ChosenColumns | undefined
    readonly values?: SaidValues | undefined
  },
): Promise<SaidValues> {
  const countries = rules.codeLists['country']
  const source = await openHtcds(from, { chosen: columns })
  const said = new Map([...(values ?? [])].map(([column, of]) => [column, new Map(of)]))
  try {
    const reading = { today: clock.today(rules.calendar.timeZone), dateSystem: source.dateSystem, countries }
    for await (const { item } of source.rows)
      for (const [column, key] of source.layout.columns.entries()) {
        if (key === undefined || !isCoded(key)) continue
        for (const value of unknownValues(key, item[column], source.layout, reading)) {
          const of = said.get(column) ?? new Map<string, string | null>()
          const code = of.has(plainValue(value)) ? null : proposeCode(key, value, countries)
          if (code !== null) said.set(column, of.set(plainValue(value), code))
        }
      }
  } finally {
    await source.close()
  }
  return said
}
