import { defineForm, type Words } from './index.ts'

const en = (text: string): Words & { en: string } => ({ en: text })

/** A form with a field of every type and sensitivity, for the tests. */
export const testForm = defineForm({
  id: 'test',
  version: '1',
  title: en('Test'),
  sections: [
    {
      id: 'identity',
      title: en('Identity'),
      fields: [
        {
          id: 'name',
          type: 'text',
          label: en('Name'),
          sensitivity: 'identifying',
          required: true,
          codeMapping: { htcds: 'prs_FirstName' },
        },
        { id: 'mail', type: 'text', format: 'email', label: en('E-mail'), sensitivity: 'identifying' },
        { id: 'papers', type: 'text', format: 'digits', label: en('Number'), sensitivity: 'identifying' },
        { id: 'phone', type: 'phone', label: en('Phone'), sensitivity: 'identifying' },
        {
          id: 'birth_date',
          type: 'date',
          notFuture: true,
          label: en('Born'),
          sensitivity: 'identifying',
          absences: ['not_known'],
        },
        { id: 'met_on', type: 'date', precision: 'day', label: en('Met on'), sensitivity: 'case' },
        {
          id: 'age',
          type: 'calculated',
          label: en('Age'),
          sensitivity: 'case',
          calculation: { ageOn: ['birth_date', 'met_on'] },
        },
        {
          id: 'band',
          type: 'calculated',
          label: en('Age group'),
          codeList: 'age_group',
          sensitivity: 'statistical',
          calculation: {
            band: [
              { ageOn: ['birth_date', 'met_on'] },
              [
                { code: 'child', to: 17 },
                { code: 'adult', from: 18 },
              ],
            ],
          },
        },
        { id: 'gender', type: 'choice', codeList: 'gender', label: en('Gender'), sensitivity: 'statistical' },
        { id: 'citizenships', type: 'countries', label: en('Citizenship'), sensitivity: 'statistical' },
        { id: 'born_in', type: 'country', label: en('Born in'), sensitivity: 'case' },
        { id: 'speaks', type: 'language', label: en('Language'), sensitivity: 'case' },
        {
          id: 'children',
          type: 'number',
          min: 0,
          max: 30,
          label: en('Children'),
          sensitivity: 'case',
          codeMapping: { htcds: 'prs_NumberOfChildren', ictip: ['children', 'household'] },
        },
      ],
    },
    {
      id: 'health',
      title: en('Health'),
      fields: [
        {
          id: 'needs_care',
          type: 'yes_no_unknown',
          label: en('Needs care'),
          sensitivity: 'restricted',
          audience: 'medical',
        },
        {
          id: 'care_note',
          type: 'long_text',
          label: en('Which'),
          sensitivity: 'restricted',
          audience: 'medical',
          showWhen: { eq: ['needs_care', 'yes'] },
          requiredWhen: { eq: ['needs_care', 'yes'] },
        },
      ],
    },
    {
      id: 'events',
      title: en('What happened'),
      fields: [
        { id: 'exploited', type: 'yes_no_unknown', label: en('Exploited'), sensitivity: 'case' },
        {
          id: 'situation',
          type: 'group',
          label: en('Situation'),
          sensitivity: 'case',
          minRows: 1,
          maxRows: 3,
          showWhen: { eq: ['exploited', 'yes'] },
          fields: [
            {
              id: 'forms',
              type: 'choices',
              codeList: 'exploitation_form',
              label: en('Forms'),
              sensitivity: 'statistical',
              required: true,
            },
            {
              id: 'sector',
              type: 'choice',
              codeList: 'labour_sector',
              label: en('Sector'),
              sensitivity: 'statistical',
              showWhen: { in: ['forms', ['forced_labour', 'child_labour']] },
            },
            { id: 'place', type: 'location', label: en('Place'), sensitivity: 'case', locationList: 'districts' },
            { id: 'entered_on', type: 'date', label: en('From'), sensitivity: 'case' },
            { id: 'left_on', type: 'date', label: en('To'), sensitivity: 'case' },
            { id: 'hours', type: 'number', decimal: true, label: en('Hours a day'), sensitivity: 'case' },
            { id: 'told', type: 'long_text', label: en('Told'), sensitivity: 'restricted', audience: 'testimony' },
          ],
        },
        {
          id: 'situations',
          type: 'calculated',
          label: en('Situations'),
          sensitivity: 'statistical',
          calculation: { count: 'situation' },
        },
        {
          id: 'all_hours',
          type: 'calculated',
          label: en('Hours'),
          sensitivity: 'case',
          calculation: { sum: ['situation.hours'] },
        },
      ],
    },
  ],
  checks: [
    {
      id: 'left_after_entry',
      when: { ge: ['left_on', { field: 'entered_on' }] },
      message: { en: 'They cannot have left before they came.', ar: 'لا يمكن أن تكون المغادرة قبل الوصول.' },
      fields: ['entered_on', 'left_on'],
    },
  ],
})
