import type { CodeLists } from '@gloact/codes'
import { INFORMATION_GRADES, SOURCE_GRADES } from '@gloact/exchange'
import { listOf } from '../words.ts'

export const ASSESSMENTS = ['new_and_useful', 'known_already', 'not_useful', 'wrong'] as const

/** The 4×4 evaluation, and what the receiving side made of it. */
export const INTELLIGENCE_LISTS: CodeLists = {
  ...listOf('cooperation_source', SOURCE_GRADES, {
    a: [
      'A: no doubt about the source',
      'A: لا شك في المصدر',
      'A: fuente fuera de duda',
      'A: fonte sem qualquer dúvida',
      'A : source sans aucun doute',
      'A: источник не вызывает сомнений',
    ],
    b: [
      'B: mostly reliable so far',
      'B: موثوق في أغلب الحالات',
      'B: casi siempre fiable',
      'B: fiável na maioria dos casos',
      'B : fiable dans la plupart des cas',
      'B: в большинстве случаев надёжен',
    ],
    c: [
      'C: mostly unreliable so far',
      'C: غير موثوق في أغلب الحالات',
      'C: casi siempre no fiable',
      'C: pouco fiável na maioria dos casos',
      'C : non fiable dans la plupart des cas',
      'C: в большинстве случаев ненадёжен',
    ],
    x: [
      'X: cannot be assessed',
      'X: لا يمكن تقييمه',
      'X: no se puede evaluar',
      'X: não pode ser avaliada',
      'X : ne peut être évaluée',
      'X: оценить нельзя',
    ],
  }),
  ...listOf('cooperation_information', INFORMATION_GRADES, {
    '1': [
      '1: accuracy not in doubt',
      '1: صحتها لا شك فيها',
      '1: exactitud fuera de duda',
      '1: exatidão sem dúvida',
      '1 : exactitude sans aucun doute',
      '1: точность не вызывает сомнений',
    ],
    '2': [
      '2: known to the source, not to the officer',
      '2: يعرفها المصدر لا الموظف',
      '2: conocida por la fuente, no por el funcionario',
      '2: conhecida da fonte, não do agente',
      '2 : connue de la source, non de l’agent',
      '2: известна источнику, но не сотруднику',
    ],
    '3': [
      '3: hearsay, supported by other information',
      '3: منقولة وتؤيدها معلومات أخرى',
      '3: de oídas, corroborada por otra información',
      '3: de ouvir dizer, corroborada por outra informação',
      '3 : par ouï-dire, corroborée par ailleurs',
      '3: с чужих слов, подтверждается другими данными',
    ],
    '4': [
      '4: hearsay, not supported',
      '4: منقولة وغير مؤيدة',
      '4: de oídas, sin corroborar',
      '4: de ouvir dizer, não corroborada',
      '4 : par ouï-dire, non corroborée',
      '4: с чужих слов, не подтверждается',
    ],
  }),
  ...listOf('cooperation_assessment', ASSESSMENTS, {
    new_and_useful: [
      'New and useful',
      'جديد ومفيد',
      'Nueva y útil',
      'Nova e útil',
      'Nouvelle et utile',
      'Ново и полезно',
    ],
    known_already: ['Known already', 'معروف من قبل', 'Ya conocida', 'Já conhecida', 'Déjà connue', 'Уже известно'],
    not_useful: ['Not useful', 'غير مفيد', 'No útil', 'Não útil', 'Pas utile', 'Не полезно'],
    wrong: [
      'Proved wrong',
      'ثبت خطؤه',
      'Resultó errónea',
      'Revelou-se errada',
      'S’est révélée fausse',
      'Оказалось неверным',
    ],
  }),
}
