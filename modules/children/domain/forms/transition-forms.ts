import type { FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, day, form, line, list, where, words } from './say.ts'

/** What a child is left with on the day they turn 18 (children note, section 10). */
export const TRANSITION_FORMS: Readonly<Record<string, FormDefinition>> = {
  transition_plan: form(
    'transition_plan',
    'Plan for turning 18 | خطة بلوغ 18 عامًا | Plan para la mayoría de edad | Plano para a maioridade | Plan pour la majorité | План к совершеннолетию',
    [
      words(
        'stay',
        'Right to stay, and status | حق الإقامة والوضع القانوني | Derecho a permanecer y situación jurídica | Direito de permanência e estatuto | Droit au séjour et statut | Право пребывания и статус',
      ),
      words('home', 'Home | السكن | Vivienda | Habitação | Logement | Жильё'),
      words('money', 'Money | المال | Dinero | Dinheiro | Argent | Деньги'),
      words(
        'school_or_work',
        'School or work | الدراسة أو العمل | Estudios o trabajo | Estudos ou trabalho | Études ou travail | Учёба или работа',
      ),
      words('health', 'Health | الصحة | Salud | Saúde | Santé | Здоровье'),
      words('papers', 'Papers | الوثائق | Documentos | Documentos | Papiers | Документы'),
      line(
        'person_of_trust',
        'Person of trust | شخص موضع ثقة | Persona de confianza | Pessoa de confiança | Personne de confiance | Доверенное лицо',
      ),
      day(
        'aftercare_until',
        'Support continues until | يستمر الدعم حتى | El apoyo sigue hasta | O apoio continua até | L’accompagnement dure jusqu’au | Поддержка продолжается до',
        false,
      ),
      day(
        'guardian_last_meeting',
        'Guardian’s last meeting on | آخر لقاء مع الوصي | Última reunión del tutor el | Última reunião do tutor em | Dernière rencontre du tuteur le | Последняя встреча с опекуном',
        false,
      ),
      ...INFORMED_AND_HEARD,
      where(
        'child_heard',
        'heard',
        words(
          'child_view',
          'In the child’s words | بكلمات الطفل | Con palabras del menor | Nas palavras da criança | Avec les mots de l’enfant | Словами ребёнка',
        ),
      ),
    ],
  ),
  transition_consents: form(
    'transition_consents',
    'Asked again | سُئل من جديد | Preguntado de nuevo | Perguntado de novo | Redemandé | Взрослого спросили заново',
    [
      ask(
        'asked',
        'Was the adult asked again what may be kept and passed on? | هل سُئل البالغ من جديد عما يجوز حفظه ونقله؟ | ¿Se preguntó de nuevo qué puede conservarse y transmitirse? | Perguntou-se de novo o que pode ser guardado e transmitido? | Lui a-t-on redemandé ce qui peut être gardé et transmis ? | Спросили ли взрослого заново, что можно хранить и передавать?',
      ),
      words(
        'agencies',
        'What agencies may still read | ما يجوز للجهات قراءته بعد | Qué pueden seguir leyendo los organismos | O que as entidades podem ainda ler | Ce que les organismes peuvent encore lire | Что организации могут читать дальше',
      ),
    ],
  ),
  transition_dropped: form(
    'transition_dropped',
    'No plan needed | لا حاجة إلى خطة | No hace falta plan | Não é preciso plano | Pas de plan nécessaire | План не нужен',
    [choice('reason', 'children_transition_dropped', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему')],
  ),
}

export const TRANSITION_LISTS = list('children_transition_dropped', {
  younger:
    'The child is younger | الطفل أصغر سنًا | El menor tiene menos edad | A criança é mais nova | L’enfant est plus jeune | Ребёнок младше',
  reunified:
    'Reunited with family | اجتمع بأسرته | Reunido con su familia | Reunida com a família | Réuni avec sa famille | Воссоединён с семьёй',
  left_country: 'Left the country | غادر البلد | Salió del país | Saiu do país | A quitté le pays | Покинул страну',
  missing: 'Missing | مفقود | Desaparecido | Desaparecida | Disparu | Пропал',
  died: 'Died | توفي | Falleció | Faleceu | Décédé | Умер',
})
