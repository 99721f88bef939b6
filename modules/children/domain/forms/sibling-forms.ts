import type { FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { choice, form, line, list, REASONS, words } from './say.ts'

const AGREED =
  'Who agrees that the other agency is told | من يوافق على أن تعرف الجهة الأخرى | Quién acepta que el otro organismo lo sepa | Quem concorda que se informe a outra entidade | Qui accepte que l’autre organisme le sache | Кто согласен, чтобы другая организация знала'

export const SIBLING_FORMS: Readonly<Record<string, FormDefinition>> = {
  file_link: form(
    'file_link',
    'A brother or sister with a file of their own | أخ أو أخت له ملف خاص | Un hermano o hermana con expediente propio | Um irmão ou irmã com processo próprio | Un frère ou une sœur qui a son propre dossier | Брат или сестра, на которых заведено своё дело',
    [
      line(
        'number',
        'Number of their file | رقم ملفه | Número de su expediente | Número do seu processo | Numéro de son dossier | Номер дела',
      ),
      choice(
        'relation',
        'children_kin',
        'They are | صلتهما | Son | São | Lien entre les deux | Кем приходятся друг другу',
      ),
      choice(
        'shown_by',
        'children_kin_shown',
        'How this is known | كيف عُرف ذلك | Cómo se sabe | Como se sabe | Comment on le sait | Откуда это известно',
      ),
      words('words', 'Notes | ملاحظات | Notas | Notas | Remarques | Примечания', false),
    ],
  ),
  kin_asked: form(
    'kin_asked',
    'A brother or sister in another agency’s care | أخ أو أخت في رعاية جهة أخرى | Un hermano o hermana a cargo de otro organismo | Um irmão ou irmã a cargo de outra entidade | Un frère ou une sœur suivi par un autre organisme | Брат или сестра в ведении другой организации',
    [
      line(
        'number',
        'Number of their file | رقم ملفه | Número de su expediente | Número do seu processo | Numéro de son dossier | Номер дела',
      ),
      choice(
        'relation',
        'children_kin',
        'They are | صلتهما | Son | São | Lien entre les deux | Кем приходятся друг другу',
      ),
      choice(
        'shown_by',
        'children_kin_shown',
        'How this is known | كيف عُرف ذلك | Cómo se sabe | Como se sabe | Comment on le sait | Откуда это известно',
      ),
      choice('agreed', 'children_kin_agreed', AGREED),
      words(
        'words',
        'For the other agency | للجهة الأخرى | Para el otro organismo | Para a outra entidade | Pour l’autre organisme | Для другой организации',
        false,
      ),
    ],
  ),
  kin_confirmed: form(
    'kin_confirmed',
    'They are related | هما قريبان | Son familia | São família | Ils sont parents | Родство есть',
    [
      choice(
        'shown_by',
        'children_kin_shown',
        'How this is known | كيف عُرف ذلك | Cómo se sabe | Como se sabe | Comment on le sait | Откуда это известно',
      ),
      choice('agreed', 'children_kin_agreed', AGREED),
    ],
  ),
  file_link_end: form(
    'file_link_end',
    'Not related after all | لا قرابة بينهما | No son familia | Afinal não são família | Pas de lien finalement | Родства нет',
    [words('reasons', REASONS), ...INFORMED_AND_HEARD],
  ),
}

export const SIBLING_LISTS = {
  ...list('children_kin', {
    sibling: 'Brothers or sisters | إخوة أشقاء | Hermanos | Irmãos | Frères ou sœurs | Братья или сёстры',
    half_sibling:
      'Half-brothers or half-sisters | إخوة غير أشقاء | Medio hermanos | Meios-irmãos | Demi-frères ou demi-sœurs | Единокровные или единоутробные',
    parent:
      'Parent and child | والد وطفله | Progenitor e hijo | Pai ou mãe e filho | Parent et enfant | Родитель и ребёнок',
    cousin: 'Cousins | أبناء عمومة أو خؤولة | Primos | Primos | Cousins | Двоюродные',
    travelled_as_family:
      'Travelled as a family | سافروا كأسرة | Viajaron como familia | Viajaram como família | Ont voyagé en famille | Ехали как семья',
  }),
  ...list('children_kin_agreed', {
    child: 'The child | الطفل | El menor | A criança | L’enfant | Ребёнок',
    guardian:
      'The guardian: the child is too young | الوصي: الطفل صغير جدًا | El tutor: el menor es muy pequeño | O tutor: a criança é demasiado nova | Le tuteur : l’enfant est trop jeune | Опекун: ребёнок слишком мал',
    nobody: 'Nobody yet | لا أحد بعد | Nadie aún | Ninguém ainda | Personne pour l’instant | Пока никто',
  }),
  ...list('children_kin_shown', {
    document: 'A document | وثيقة | Un documento | Um documento | Un document | Документ',
    both_say: 'Both say so | كلاهما يقول ذلك | Ambos lo dicen | Ambos o dizem | Les deux le disent | Говорят оба',
    one_says:
      'One of them says so | أحدهما يقول ذلك | Uno de ellos lo dice | Um deles o diz | L’un des deux le dit | Говорит один из них',
    dna: 'DNA | الحمض النووي | ADN | ADN | ADN | ДНК',
    claimed_only:
      'An adult claims it | بالغ يدّعي ذلك | Lo afirma un adulto | Um adulto afirma-o | Un adulte l’affirme | Утверждает взрослый',
  }),
}
