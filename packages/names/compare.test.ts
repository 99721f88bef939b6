import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareNames, LIKELY_SAME_NAME, NAME_REASONS, nameKeys, type NameReasonKind } from './index.ts'

const kinds = (a: string, b: string): NameReasonKind[] => compareNames(a, b).reasons.map((reason) => reason.kind)

/** Spellings of one name. */
const SAME = `
  Mohammed | Muhammad
  Mohammed | محمد
  Muhammad | Мухаммед
  Mohamed | मोहम्मद
  محمد | Мухаммед
  محمد | मोहम्मद
  Мухаммад | मोहम्मद
  Olena | Олена
  Elena | Олена
  Yelena | Елена
  Olena | Elena
  Gulnara | Гүлнара
  Gulnara | Гульнара
  Yusuf | Youssef
  Yusuf | يوسف
  Youssef | يوسف
  Юсуф | يوسف
  Nguyen Van A | Nguyễn Văn A
  Abdul Rahman | Abdulrahman
  Abdul Rahman | عبد الرحمن
  Abdurrahman | عبدالرحمن
  Абдурахман | عبد الرحمن
  Nour al-Din | نور الدين
  Noureddine | نور الدين
  Nureddin | Nour al-Din
  Fatima | فاطمة
  Fatimah | فاطمه
  Fatma | فاطمة
  Фатима | فاطمة
  फातिमा | فاطمة
  Aisha | عائشة
  Aicha | عائشة
  Ayesha | Aisha
  Aisha | عايشة
  Ibrahim | إبراهيم
  Ibrahim | Ибрагим
  Ебрахим | Ibrahim
  Khadija | خديجة
  Hadiza | Khadija
  Hussein | حسين
  Hussain | Husayn
  Hassan | حسن
  Zainab | زينب
  Zeinab | Zaynab
  Mustafa | مصطفى
  Moustapha | مصطفى
  Leila | ليلى
  Layla | ليلى
  Mona | منى
  Omar | عمر
  Umar | عمر
  Ali | علي
  Ali Hassan | علي حسن
  Alhassan | الحسن
  Al-Hassan | Hassan
  El Sayed | Alsayed
  Saeed | سعيد
  Said | سعيد
  Dawood | داود
  Wael | وائل
  Nasser | ناصر
  Qasim | Kasem
  Gamal | جمال
  Jamal | جمال
  Sergey | Сергей
  Sergei | Сергей
  Oleksandr | Олександр
  Yuliya | Юлія
  Yulia | Юлия
  Natalya | Наталья
  Nataliia | Наталія
  Shevchenko | Шевченко
  Zhanna | Жанна
  Aizada | Айзада
  Janybek | Жаныбек
  Zhanybek Asanov | Жаныбек Асанов
  Ram | राम
  Shiva | शिव
  Shiv | शिव
  Abu Bakr | أبو بكر
  Abubakar | أبو بكر
  Khamla | ຄຳຫລ້າ
  Mohammad Reza Karimi | محمد رضا کریمی
  Md Rahim | Mohammed Rahim
  Sita Devi | सीता देवी
  Laxman | लक्ष्मण
  Lakshman | लक्ष्मण
  Shrestha | श्रेष्ठ
  Bishwakarma | विश्वकर्मा
  Sunita | सुनीता
  Krishna | कृष्ण
  Tamang | तामाङ
  Gurung | गुरुङ
  Thapa | थापा
  Somsak | ສົມສັກ
  José García | Jose Garcia
  João | Joao
  Xayavong | Saiyavong
  Hassan Ali | Ali Hassan
  Ahmed Mohamed Ali | Ahmed Ali
  Maria Lopez | María Cruz López
  Michael | Михаил
  Chukwuemeka | Chukuemeka
  Ezekiel | Ezequiel
  Müller | Mueller
  Reza | رضا
  Dmytro | Дмитро
  Dmitri | Дмитрий
  Oksana | Оксана
  Olga | Ольга
  Olha | Ольга
  Hryhoriy | Григорій
`

/** Names of different people, many of them sisters, brothers, or one letter apart. */
const DIFFERENT = `
  Amina | Amira
  Ali | Alia
  Maria | Mariam
  Hassan | Hussein
  حسن | حسين
  Karim | Karam
  Salim | Salma
  Ahmed | Hamed
  Ahmed | Mahmoud
  Mohammed | Mahmoud
  محمد | محمود
  Mohammed | محمود
  Mahmoud | محمد
  Hassan | حسين
  Hussein | حسن
  Amina | أميرة
  Amira | آمنة
  Ali | علياء
  Omar | Amira
  Nina | Nona
  Ana | Ina
  Fatima | Fadia
  Anna | Hanna
  Ivan | Ivana
  Oleg | Olga
  Olga | Olena
  Sunita | Anita
  Sita | Gita
  Ram | Rama
  Hari | Harka
  Gulnara | Gulmira
  Aizada | Aigul
  Maria Lopez | Maria Garcia
  Ahmed Ali | Ahmed Hassan
  Ahmed Ali Hassan | Ahmed Ali Omar
  Amina Hassan | Amira Hassan
  John Smith | Jane Smith
  Nguyen Van A | Nguyen Thi A
  Samir | Samira
  Jamil | Jamal
  Khalid | Khalida
  Said | Sara
  Yusuf | Yunus
  Rashid | Rashad
  Nadia | Nadir
  Tariq | Tarek Omar
  Mohammed | Ahmed
  Maria | Mario
  Mina | Nina
  Abdul Rahman | Abdul Rahim
  عبد الرحمن | عبد الرحيم
  Abdullah | Abdul Aziz
  Layla | Lila Hassan
  Ibrahim | Ismail
  Kofi | Kojo
  Dawit | Daniel
  Natalia | Natasha
  Ivanov | Petrov
  Самира | Samir
  मीना | Nina
  Nour | Nora
`

const pairs = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' | ') as [string, string])

const anyName = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pairs(SAME).flat(), ...pairs(DIFFERENT).flat()),
      fc.string({ unit: fc.constantFrom(...'abdehiklmnorstuy'), minLength: 1, maxLength: 9 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '))

test('spellings of one name, in one script or two, are likely the same', () => {
  assert.ok(pairs(SAME).length >= 60)
  for (const [a, b] of pairs(SAME)) {
    const { score } = compareNames(a, b)
    assert.ok(score > LIKELY_SAME_NAME, `${a} and ${b}: ${score.toFixed(3)}`)
  }
})

test('names of different people are not', () => {
  assert.ok(pairs(DIFFERENT).length >= 40)
  for (const [a, b] of pairs(DIFFERENT)) {
    const { score } = compareNames(a, b)
    assert.ok(score <= LIKELY_SAME_NAME, `${a} and ${b}: ${score.toFixed(3)}`)
  }
})

test('a true variant is nearer than the next name', () => {
  const nearer = (name: string, variant: string, other: string): void =>
    assert.ok(compareNames(name, variant).score > compareNames(name, other).score, `${name}: ${variant}, ${other}`)
  nearer('Maria', 'Мария', 'Mariam')
  nearer('Mariam', 'Maryam', 'Maria')
  nearer('Amina', 'أمينة', 'أميرة')
  nearer('Mahmoud', 'محمود', 'محمد')
  nearer('Mohammed', 'محمد', 'محمود')
  nearer('Hassan', 'حسن', 'حسين')
  nearer('Hussein', 'حسين', 'حسن')
  nearer('Ali', 'علي', 'علياء')
})

test('reasons say what differs, and never a name', () => {
  assert.deepEqual(kinds('Amina Hassan', 'AMINA HASSAN'), ['exact'])
  assert.deepEqual(kinds('Mohammed', 'محمد'), ['other_script'])
  assert.deepEqual(kinds('Mohammed', 'Muhamad'), ['sounds_like'])
  assert.deepEqual(kinds('Bishwakarma', 'Bishwakxrma'), ['typo'])
  assert.deepEqual(kinds('Amina al-Hassan', 'Amina Hassan'), ['exact', 'particle'])
  assert.deepEqual(kinds('Amina El Hassan', 'آمنة الحسن'), ['other_script'])
  assert.deepEqual(kinds('Hassan Ali', 'Ali Hassan'), ['exact', 'swapped'])
  assert.deepEqual(kinds('Ahmed Mohamed Ali', 'Ahmed Ali'), ['exact', 'part_missing'])
  assert.deepEqual(compareNames('محمد', 'Mohammed').reasons, [{ kind: 'other_script', scripts: ['arabic', 'latin'] }])
})

test('sisters are told apart by the part in which they differ', () => {
  assert.ok(compareNames('Amina Ali Hassan Omar', 'Khadija Ali Hassan Omar').score < 0.5)
})

test('an empty name is like nothing, not even itself', () => {
  assert.deepEqual(compareNames('', ''), { score: 0, reasons: [] })
  assert.equal(compareNames('', 'Amina').score, 0)
})

test('stored tokens compare as the names do', () => {
  assert.deepEqual(compareNames(nameKeys('Yusuf'), nameKeys('يوسف')), compareNames('Yusuf', 'يوسف'))
})

test('likeness does not depend on which name comes first', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      const [there, back] = [compareNames(a, b), compareNames(b, a)]
      assert.equal(there.score, back.score)
      assert.deepEqual(
        there.reasons.map((reason) => reason.kind),
        back.reasons.map((reason) => reason.kind),
      )
    }),
    { numRuns: 1000 },
  )
})

test('a name is itself, and nothing is more like a name', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      assert.deepEqual(compareNames(a, a), { score: 1, reasons: [{ kind: 'exact' }] })
      const { score, reasons } = compareNames(a, b)
      assert.ok(score >= 0 && score <= 1)
      assert.ok(reasons.every((reason) => NAME_REASONS.includes(reason.kind)))
    }),
    { numRuns: 1000 },
  )
})
