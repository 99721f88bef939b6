import { newId } from '@gloact/kernel'

/** A note, as a caseworker's page sends it. */
export const noted = () => ({
  actions: [
    {
      id: newId(),
      type: 'note_added',
      payload: {
        kind: 'general',
        text: 'She slept, and asked for her sister.',
        notedOn: new Date().toISOString().slice(0, 10),
      },
      happenedAt: new Date().toISOString(),
    },
  ],
})
