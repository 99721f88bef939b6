/** The names under which what the server said is kept, so that whoever changes something can have it asked anew. */
export const queryKeys = {
  rules: ['protection', 'rules'],
  imports: ['protection', 'imports'],
  myWork: ['protection', 'my-work'],
  lists: ['protection', 'files'],
  list: (filters: Readonly<Record<string, string>>) => ['protection', 'files', filters],
  file: (fileId: string) => ['protection', 'file', fileId],
  timeline: (fileId: string) => ['protection', 'timeline', fileId],
} as const
