import { defineForm } from '@gloact/forms'
import { requestKind } from '../../index.ts'

const form = defineForm({
  id: 'question',
  version: '1',
  title: { en: 'Question' },
  sections: [
    {
      id: 'question',
      title: { en: 'Question' },
      fields: [
        {
          id: 'words',
          type: 'long_text',
          label: { en: 'What is asked' },
          sensitivity: 'case',
          maxLength: 500,
          required: true,
        },
      ],
    },
  ],
})

/** A kind of request with everything a kind can have, for tests: a question between two agencies. */
export const question = requestKind({
  kind: 'trial.question',
  parties: ['asker', 'asked'],
  states: {
    draft: { turn: 'asker', hiddenFrom: ['asked'] },
    approved: { turn: 'asker', hiddenFrom: ['asked'] },
    sent: { turn: 'asked' },
    more_asked: { turn: 'asker' },
    answered: { turn: null },
    expired: { turn: null },
    withdrawn: { turn: null },
  },
  clocks: { answer: { of: 'asked', runsOut: 'expire' } },
  steps: {
    draft: { from: 'new', to: 'draft', by: ['asker'], needs: 'question' },
    amend: { from: ['draft'], to: 'same', by: ['asker'], needs: 'question', seenBy: ['asker'] },
    approve: { from: ['draft'], to: 'approved', by: ['asker'], notBy: ['draft'], permission: 'approve' },
    send: { from: ['approved'], to: 'sent', by: ['asker'], starts: ['answer'] },
    ask_more: { from: ['sent'], to: 'more_asked', by: ['asked'], needs: 'question', pauses: ['answer'] },
    give_more: { from: ['more_asked'], to: 'sent', by: ['asker'], needs: 'question', resumes: ['answer'] },
    answer: { from: ['sent'], to: 'answered', by: ['asked'], needs: 'question' },
    withdraw: { from: ['draft', 'approved', 'sent', 'more_asked'], to: 'withdrawn', by: ['asker'] },
    expire: { from: ['sent'], to: 'expired', by: ['system'] },
    pass_on: { from: ['sent', 'more_asked'], to: 'same', by: ['system'], passes: 'asker', tells: ['asked'] },
  },
})

export const QUESTION_FORMS = { question: form }
