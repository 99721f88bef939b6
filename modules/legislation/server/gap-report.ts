import { createMessages, describeLanguage, type Catalogue } from '@gloact/messages'
import type { ReportBlock, ReportDocument } from '@gloact/reports'
import ar from '../locales/ar.json' with { type: 'json' }
import en from '../locales/en.json' with { type: 'json' }
import es from '../locales/es.json' with { type: 'json' }
import fr from '../locales/fr.json' with { type: 'json' }
import pt from '../locales/pt.json' with { type: 'json' }
import ru from '../locales/ru.json' with { type: 'json' }
import type { AssessmentView, ObligationView } from '../contract/assessments.ts'
import { OBLIGATION_STATUSES } from '../domain/finding.ts'
import { countsOn } from '../domain/in-force.ts'

const CATALOGUES: Readonly<Record<string, Catalogue>> = { ar, en, es, fr, pt, ru }

/** Words of a cited provision that are printed; the law itself has the rest. */
const MOST_WORDS = 1200

/** The gap report: what the law is on a day, instrument by instrument, the gaps first and then every finding. */
export function gapReport(
  assessment: AssessmentView,
  language: string,
  {
    agency,
    printedOn,
    titles,
  }: { readonly agency: string; readonly printedOn: string; readonly titles: ReadonlyMap<string, string> },
): ReportDocument {
  const spoken = CATALOGUES[language] ? language : 'en'
  const messages = createMessages({ language: spoken, catalogues: CATALOGUES, timeZone: 'UTC' })
  const t = (id: string, values?: Readonly<Record<string, number>>) => messages.t(`legislation.${id}`, values)
  const { summary, obligations } = assessment
  const gapsFound = t('gaps_found', {
    gaps: summary.gaps.length,
    answered: summary.answered,
    unanswered: summary.unanswered,
  })
  const uncounted = obligations.flatMap(({ elements }) => elements).filter(({ finding }) => finding?.counts === false)
  const gaps = obligations.filter(({ gap }) => gap)
  const unvalidated = obligations
    .flatMap(({ elements }) => elements)
    .filter(({ finding }) => finding !== null && finding.state !== 'validated').length
  const unreviewed = obligations.filter(({ translation }) => translation === 'unreviewed').length
  const place = ({ article, paragraph }: ObligationView) => [article, paragraph].filter(Boolean).join(' · ')
  return {
    title: t('report.title'),
    subtitle: assessment.title,
    language,
    direction: describeLanguage(spoken).direction,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('as_of'), value: assessment.asOf },
          { label: t('report.mandatory_met'), value: `${summary.mandatoryMet} / ${summary.mandatory}` },
          { label: t('gaps'), value: gapsFound },
        ],
      },
      {
        kind: 'notice',
        tone: 'warning',
        title: t('report.reservation'),
        items: [
          t('report.own_words'),
          ...(unvalidated > 0 ? [`${t('report.not_validated')}: ${unvalidated}`] : []),
          ...(uncounted.length > 0 ? [t('not_counted', { count: uncounted.length })] : []),
          ...(assessment.changedSince > 0 ? [t('changed_since', { count: assessment.changedSince })] : []),
          ...(unreviewed > 0 ? [`${t('report.translations_unreviewed')}: ${unreviewed}`] : []),
        ],
      },
      {
        kind: 'table',
        caption: t('report.summary'),
        columns: [{ label: t('status') }, { label: t('report.obligations'), numeric: true }],
        rows: OBLIGATION_STATUSES.map((status) => [t(`status.${status}`), String(summary.counts[status])]),
      },
      {
        kind: 'table',
        caption: t('treaties'),
        columns: [{ label: t('treaty') }, { label: t('binding_on_day') }, { label: t('reservations') }],
        rows: assessment.treaties.map(({ pack, bound, bindingFrom, reservations, declarations }) => [
          titles.get(pack) ?? pack,
          [t(`bound.${bound}`), bindingFrom].filter(Boolean).join(' – '),
          [reservations, declarations].filter(Boolean).join('\n'),
        ]),
      },
      { kind: 'heading', level: 2, text: t('gaps') },
      { kind: 'paragraph', text: t('gap_rule', { count: summary.notDemanded }) },
      gaps.length === 0
        ? { kind: 'paragraph', text: gapsFound }
        : {
            kind: 'table',
            caption: t('report.gap_list'),
            columns: [{ label: t('obligation') }, { label: t('article') }, { label: t('status') }],
            rows: gaps.map((gap) => [gap.text, place(gap), t(`status.${gap.status}`)]),
          },
      ...plansOf(gaps, place, t),
      ...assessment.packs.flatMap((pack): readonly ReportBlock[] => [
        { kind: 'heading', level: 2, text: titles.get(pack) ?? pack },
        ...obligations
          .filter((obligation) => obligation.pack === pack)
          .flatMap((obligation) => findingsOf(obligation, place(obligation), t)),
      ]),
    ],
    colophon: [`${agency} · ${printedOn}`, t('report.colophon')],
  }
}

/** What closes each gap, and the help that is asked for; nothing where nobody said yet. */
function plansOf(
  gaps: readonly ObligationView[],
  place: (one: ObligationView) => string,
  t: (id: string) => string,
): readonly ReportBlock[] {
  const planned = gaps.flatMap((gap) => (gap.plan ? [{ gap, plan: gap.plan }] : []))
  if (planned.length === 0) return []
  return [
    {
      kind: 'table',
      caption: t('gap_plans'),
      columns: ['article', 'priority', 'assistance', 'recommendation', 'owner', 'due_on'].map((id) => ({
        label: t(id),
      })),
      rows: planned.map(({ gap, plan }) => [
        place(gap),
        t(`priority.${plan.priority}`),
        [t(`assistance.${plan.assistance}`), plan.helper].filter(Boolean).join(' – '),
        plan.recommendation,
        plan.owner,
        plan.dueOn ?? '',
      ]),
    },
  ]
}

function findingsOf(obligation: ObligationView, place: string, t: (id: string) => string): readonly ReportBlock[] {
  const items = obligation.elements.flatMap(({ text, finding }) => {
    if (!finding) return [`${text}: ${t('status.open')}`]
    const reason = finding.reasoning === '' ? '' : ` – ${finding.reasoning}`
    return [
      `${text}: ${t(`status.${finding.status}`)} (${t(`state.${finding.state}`)})${reason}`,
      ...finding.citations.map(({ lawTitle, validFrom, label, eId, words, standing }) => {
        const cited = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words
        const named = `${lawTitle} (${validFrom}), ${label || eId}: “${cited.replaceAll('\n', ' ')}”`
        return countsOn(standing) ? named : `${named} – ${t(`standing.${standing}`)}`
      }),
    ]
  })
  return [
    { kind: 'heading', level: 3, text: `${place} – ${t(`status.${obligation.status}`)}` },
    { kind: 'paragraph', text: `${obligation.text} (${t(`binding.${obligation.binding}`)})` },
    { kind: 'list', items },
  ]
}
