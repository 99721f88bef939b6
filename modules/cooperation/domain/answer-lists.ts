import type { CodeLists } from '@gloact/codes'
import { ASKED_FOR } from './handling.ts'
import { POSTPONEMENT_GROUNDS, REFUSAL_GROUNDS } from './grounds.ts'
import { listOf } from './words.ts'

export const CLOSINGS = ['used', 'partly_used', 'not_used', 'refusal_noted'] as const
export const WITHDRAWALS = [
  'no_longer_needed',
  'obtained_otherwise',
  'proceedings_ended',
  'conditions_not_agreed',
  'mistake',
] as const

/** What an answer to a request chooses from: grounds with their article, and reasons. */
export const ANSWER_LISTS: CodeLists = {
  ...listOf('cooperation_refusal', REFUSAL_GROUNDS, {
    not_in_form: [
      'Not made as the Convention requires (18(21)(a))',
      'لم يُقدَّم وفق أحكام الاتفاقية (18(21)(أ))',
      'No se ajusta a la Convención (18(21)(a))',
      'Não conforme com a Convenção (18(21)(a))',
      'Non conforme à la Convention (18(21)(a))',
      'Не соответствует Конвенции (18(21)(a))',
    ],
    sovereignty: [
      'Sovereignty, security or public order (18(21)(b))',
      'السيادة أو الأمن أو النظام العام (18(21)(ب))',
      'Soberanía, seguridad u orden público (18(21)(b))',
      'Soberania, segurança ou ordem pública (18(21)(b))',
      'Souveraineté, sécurité ou ordre public (18(21)(b))',
      'Суверенитет, безопасность, общественный порядок (18(21)(b))',
    ],
    barred_at_home: [
      'Domestic law would bar the same action (18(21)(c))',
      'يحظر القانون الداخلي الإجراء نفسه (18(21)(ج))',
      'La ley interna prohibiría la misma medida (18(21)(c))',
      'A lei interna proibiria a mesma medida (18(21)(c))',
      'Mesure interdite par le droit interne (18(21)(c))',
      'Такое действие запрещено внутренним правом (18(21)(c))',
    ],
    contrary_to_law: [
      'Contrary to the legal system (18(21)(d))',
      'مخالف للنظام القانوني (18(21)(د))',
      'Contraria al ordenamiento jurídico (18(21)(d))',
      'Contrária ao sistema jurídico (18(21)(d))',
      'Contraire au système juridique (18(21)(d))',
      'Противоречит правовой системе (18(21)(d))',
    ],
    no_dual_criminality: [
      'No dual criminality (18(9))',
      'انتفاء ازدواجية التجريم (18(9))',
      'Ausencia de doble incriminación (18(9))',
      'Ausência de dupla incriminação (18(9))',
      'Absence de double incrimination (18(9))',
      'Отсутствие двойной преступности (18(9))',
    ],
    discriminatory: [
      'Made to prosecute on discriminatory grounds (16(14))',
      'يرمي إلى ملاحقة على أسس تمييزية (16(14))',
      'Persecución por motivos discriminatorios (16(14))',
      'Perseguição por motivos discriminatórios (16(14))',
      'Poursuite pour motif discriminatoire (16(14))',
      'Преследование по дискриминационным мотивам (16(14))',
    ],
  }),
  ...listOf('cooperation_postponement', POSTPONEMENT_GROUNDS, {
    investigation: [
      'Interferes with an investigation under way (18(25))',
      'يتعارض مع تحقيق جارٍ (18(25))',
      'Perturba una investigación en curso (18(25))',
      'Interfere com um inquérito em curso (18(25))',
      'Entrave une enquête en cours (18(25))',
      'Мешает текущему расследованию (18(25))',
    ],
    prosecution: [
      'Interferes with a prosecution under way (18(25))',
      'يتعارض مع ملاحقة جارية (18(25))',
      'Perturba una acusación en curso (18(25))',
      'Interfere com uma ação penal em curso (18(25))',
      'Entrave des poursuites en cours (18(25))',
      'Мешает текущему преследованию (18(25))',
    ],
    judicial_proceeding: [
      'Interferes with court proceedings under way (18(25))',
      'يتعارض مع إجراءات قضائية جارية (18(25))',
      'Perturba un proceso judicial en curso (18(25))',
      'Interfere com um processo judicial em curso (18(25))',
      'Entrave une procédure judiciaire en cours (18(25))',
      'Мешает текущему судебному разбирательству (18(25))',
    ],
  }),
  ...listOf('cooperation_handled', ASKED_FOR, {
    print: ['Print it', 'طباعته', 'Imprimirlo', 'Imprimi-lo', 'L’imprimer', 'Распечатать'],
    export: [
      'Save it as a file',
      'حفظه كملف',
      'Guardarlo como archivo',
      'Guardá-lo como ficheiro',
      'L’enregistrer comme fichier',
      'Сохранить файлом',
    ],
    forward: [
      'Pass it on to another authority',
      'تمريره إلى سلطة أخرى',
      'Transmitirlo a otra autoridad',
      'Transmiti-lo a outra autoridade',
      'Le transmettre à une autre autorité',
      'Передать другому органу',
    ],
    use_in_court: [
      'Use it in court',
      'استعماله أمام المحكمة',
      'Usarlo ante un tribunal',
      'Usá-lo em tribunal',
      'L’utiliser en justice',
      'Использовать в суде',
    ],
  }),
  ...listOf('cooperation_withdrawal', WITHDRAWALS, {
    no_longer_needed: [
      'No longer needed',
      'لم تعد هناك حاجة إليه',
      'Ya no es necesaria',
      'Já não é necessário',
      'Plus nécessaire',
      'Больше не требуется',
    ],
    obtained_otherwise: [
      'Obtained in another way',
      'حُصل عليه بطريقة أخرى',
      'Obtenida por otra vía',
      'Obtido por outra via',
      'Obtenu autrement',
      'Получено иным путём',
    ],
    proceedings_ended: [
      'Proceedings have ended',
      'انتهت الإجراءات',
      'El proceso ha terminado',
      'O processo terminou',
      'La procédure est terminée',
      'Производство завершено',
    ],
    conditions_not_agreed: [
      'Conditions not agreed',
      'لم تُقبل الشروط',
      'Condiciones no aceptadas',
      'Condições não aceites',
      'Conditions non acceptées',
      'Условия не приняты',
    ],
    mistake: [
      'Sent by mistake',
      'أُرسل خطأً',
      'Enviada por error',
      'Enviado por engano',
      'Envoyée par erreur',
      'Отправлено по ошибке',
    ],
  }),
  ...listOf('cooperation_closing', CLOSINGS, {
    used: ['Used', 'استُخدمت', 'Utilizada', 'Utilizado', 'Utilisé', 'Использовано'],
    partly_used: [
      'Partly used',
      'استُخدمت جزئيًا',
      'Utilizada en parte',
      'Utilizado em parte',
      'Utilisé en partie',
      'Использовано частично',
    ],
    not_used: ['Not used', 'لم تُستخدم', 'No utilizada', 'Não utilizado', 'Non utilisé', 'Не использовано'],
    refusal_noted: [
      'Refusal noted',
      'أُخذ العلم بالرفض',
      'Denegación conocida',
      'Recusa registada',
      'Refus pris en compte',
      'Отказ принят к сведению',
    ],
  }),
}
