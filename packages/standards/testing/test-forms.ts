import { defineForm, type FormDefinition } from '@gloact/forms'

const words = (en: string) => ({ en })

/**
 * Two small forms that hold part of the standard, in every way that a form can: plain, in a repeating group, two keys on
 * one field, an address in one place, codes of another list, restricted to named staff. For tests of import and export.
 */
export const HTCDS_TEST_FORMS: readonly FormDefinition[] = [
  defineForm({
    id: 'identity',
    version: '1',
    title: words('Identity'),
    sections: [
      {
        id: 'who',
        title: words('Who'),
        fields: [
          {
            type: 'group',
            id: 'names',
            label: words('Names'),
            sensitivity: 'identifying',
            fields: [
              {
                type: 'text',
                id: 'given',
                label: words('Given'),
                sensitivity: 'identifying',
                codeMapping: { htcds: 'prs_FirstName' },
              },
              {
                type: 'text',
                id: 'family',
                label: words('Family'),
                sensitivity: 'identifying',
                codeMapping: { htcds: 'prs_SecondName' },
              },
            ],
          },
          {
            type: 'date',
            id: 'birth_date',
            label: words('Born'),
            sensitivity: 'identifying',
            codeMapping: { htcds: 'prs_Birthdate' },
          },
          {
            type: 'choice',
            id: 'gender',
            label: words('Gender'),
            codeList: 'gender',
            sensitivity: 'statistical',
            codeMapping: { htcds: 'prs_Gender' },
          },
          {
            type: 'countries',
            id: 'citizenship',
            label: words('Citizenship'),
            sensitivity: 'statistical',
            codeMapping: { htcds: 'prs_Citizenship' },
          },
          {
            type: 'language',
            id: 'language',
            label: words('Language'),
            sensitivity: 'case',
            codeMapping: { htcds: 'prs_PrimaryLanguage' },
          },
          {
            type: 'number',
            id: 'children',
            label: words('Children'),
            sensitivity: 'case',
            codeMapping: { htcds: 'prs_NumberOfChildren' },
          },
          {
            type: 'phone',
            id: 'mobile',
            label: words('Telephone'),
            sensitivity: 'identifying',
            codeMapping: { htcds: ['prs_MobilePhone', 'prs_HomePhone'] },
          },
          {
            type: 'location',
            id: 'address',
            label: words('Address'),
            sensitivity: 'identifying',
            codeMapping: { htcds: ['prs_MailingCity', 'prs_MailingCountry'] },
          },
          {
            type: 'text',
            id: 'email',
            label: words('Mail'),
            maxLength: 40,
            format: 'email',
            sensitivity: 'identifying',
            codeMapping: { htcds: 'prs_Email' },
          },
        ],
      },
    ],
  }),
  defineForm({
    id: 'experience',
    version: '3',
    title: words('Experience'),
    sections: [
      {
        id: 'what',
        title: words('What'),
        fields: [
          {
            type: 'group',
            id: 'episodes',
            label: words('Episodes'),
            sensitivity: 'case',
            fields: [
              {
                type: 'choices',
                id: 'exploitation',
                label: words('Exploitation'),
                codeList: 'exploitation_form',
                sensitivity: 'statistical',
                codeMapping: { htcds: 'vic_TypeOfExploitation' },
              },
              {
                type: 'choices',
                id: 'sector',
                label: words('Sector'),
                codeList: 'labour_sector',
                sensitivity: 'statistical',
                codeMapping: { htcds: 'vic_ForcedLabourIndustry' },
              },
            ],
          },
          {
            type: 'choices',
            id: 'control',
            label: words('Control'),
            codeList: 'means_of_control',
            sensitivity: 'statistical',
            codeMapping: { htcds: 'vic_MethodsOfControl' },
          },
          {
            type: 'date',
            id: 'referred_on',
            label: words('Referred'),
            sensitivity: 'case',
            codeMapping: { htcds: 'cas_IncomingReferralDate' },
          },
          {
            type: 'long_text',
            id: 'account',
            label: words('Account'),
            sensitivity: 'restricted',
            audience: 'testimony',
            codeMapping: { htcds: 'hte_Description' },
          },
        ],
      },
    ],
  }),
]
