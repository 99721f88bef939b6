import { Callout, Link, Row } from '@gloact/ui'
import type { FileView } from '../../../contract/reading/files.ts'
import { risksToShowFirst } from '../../../domain/file/risk.ts'
import type { BrowserFileRules } from '../../rules.ts'
import { fileAddress } from '../../file-address.ts'
import { useFile } from '../../reading/file-context.tsx'
import { useWords } from '../../panel/use-words.ts'
import { LevelTag, RiskLevelShown } from './risk-shown.tsx'

/** A great risk, or one that the person may harm themselves, on every page of the file. What is done about it stands in its section. */
export function RiskAtTop() {
  const { file, rules } = useFile()
  const { t, formatDate } = useWords()
  const shown = riskAtTop(file, rules)
  if (!shown) return null
  const { last, risks } = shown
  return (
    <Callout
      tone="danger"
      title={t('protection.risk.at_top', { date: formatDate(last.payload.assessedOn) })}
      actions={<Link to={fileAddress(file.id, 'risk')}>{t('protection.risk.to_section')}</Link>}
    >
      <Row gap="md">
        <span>
          {t('protection.risk.overall')} <LevelTag level={last.payload.overall} />
        </span>
        {risks.map((risk) => (
          <span key={risk.dimension}>
            {t(`protection.risk.dimension.${risk.dimension}`)} <RiskLevelShown risk={risk} />
          </span>
        ))}
      </Row>
    </Callout>
  )
}

/** The last assessment, where something in it has to be known to the person who opens the file. */
export function riskAtTop(file: Pick<FileView, 'risks'>, rules: Pick<BrowserFileRules, 'riskBands'>) {
  const last = file.risks.at(-1)
  if (!last) return null
  const { overall, risks } = risksToShowFirst(last.payload, rules.riskBands)
  return overall === null && risks.length === 0 ? null : { last, risks }
}
