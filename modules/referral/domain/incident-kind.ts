import { requestKind, type ClockRule } from '@gloact/records'
import type { FormDefinition } from '@gloact/forms'
import { code, form, list, longText, reason } from './forms.ts'

/**
 * What was sent to the wrong agency, and opened there: a breach of personal data until the data-protection officer has found that it is none.
 * Seventy-two hours are those of the GDPR, art. 33, taken over as a safe default where a country's law names no other.
 */
export const incidentKind = requestKind({
  kind: 'referral.incident',
  parties: ['officer', 'sender'],
  states: {
    open: { turn: 'officer' },
    assessed: { turn: null },
  },
  clocks: { assess: { of: 'officer' } },
  steps: {
    report: { from: 'new', to: 'open', by: ['system'], starts: ['assess'], tells: ['officer', 'sender'] },
    assess: {
      from: ['open'],
      to: 'assessed',
      by: ['officer'],
      permission: 'referral.assess_incident',
      needs: 'assessment',
      stops: ['assess'],
      tells: ['sender'],
    },
  },
})

export const incidentClock = (clock: string): ClockRule | null =>
  clock === 'assess'
    ? { unit: 'hours', amount: 72, onNonWorkingDay: 'keep', warnBefore: { unit: 'hours', amount: 24 } }
    : null

export const INCIDENT_LISTS = list(
  'incident_verdict',
  code('notified', [
    'Reported to the supervisory authority',
    'أُبلغت به السلطة الرقابية',
    'Comunicado a la autoridad de control',
    'Comunicado à autoridade de controlo',
    'Notifié à l’autorité de contrôle',
    'Сообщено надзорному органу',
  ]),
  code('notified_person', [
    'Reported to the authority and to the person',
    'أُبلغت به السلطة والشخص',
    'Comunicado a la autoridad y a la persona',
    'Comunicado à autoridade e à pessoa',
    'Notifié à l’autorité et à la personne',
    'Сообщено органу и человеку',
  ]),
  code('no_risk', [
    'No risk to the person: not reported',
    'لا خطر على الشخص: لم يُبلَّغ',
    'Sin riesgo para la persona: no se comunica',
    'Sem risco para a pessoa: não comunicado',
    'Aucun risque pour la personne : non notifié',
    'Нет риска для человека: не сообщается',
  ]),
)

export const INCIDENT_FORMS: Readonly<Record<string, FormDefinition>> = form(
  'assessment',
  ['Assessment', 'التقييم', 'Evaluación', 'Avaliação', 'Évaluation', 'Оценка'],
  [
    reason('incident_verdict', ['Decision', 'القرار', 'Decisión', 'Decisão', 'Décision', 'Решение']),
    longText(
      'words',
      [
        'What happened, and what was done about it, without naming the person',
        'ما حدث وما اتُّخذ بشأنه، دون ذكر اسم الشخص',
        'Qué pasó y qué se hizo, sin nombrar a la persona',
        'O que aconteceu e o que foi feito, sem nomear a pessoa',
        'Ce qui s’est passé et ce qui a été fait, sans nommer la personne',
        'Что произошло и что сделано, без имени человека',
      ],
      true,
    ),
  ],
)
