import { dateIn, type Instant } from '@gloact/kernel'
import type { ReactNode } from 'react'
import type { FileView } from '../../contract/reading/files.ts'
import type { Directory } from '../directory.ts'
import type { BrowserFileRules } from '../rules.ts'
import { ShownFile, type OpenFile } from '../reading/file-context.tsx'

export interface PastFileProviderProps {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly directory: Directory
  /** The moment at which the file was as it is shown. */
  readonly at: Instant
  readonly children: ReactNode
}

/** A file of the past for everything below: to read alone. What asks for the file finds it; what would change it is not offered. */
export function PastFileProvider({ file, rules, directory, at, children }: PastFileProviderProps) {
  const value: OpenFile = {
    file,
    rules,
    directory,
    now: at,
    today: dateIn(at, rules.timeZone),
    may: () => false,
    record: () => Promise.reject(new Error('a file of the past takes no action')),
    commit: () => Promise.reject(new Error('a file of the past takes no action')),
    refresh: async () => {},
    formView: (form) => file.forms.find((view) => view.form === form),
    unsent: {
      ready: true,
      of: () => ({}),
      edit: () => {},
      state: { kind: 'idle' },
      problem: undefined,
      failuresOf: () => [],
      retry: () => {},
      giveUp: () => {},
      overtaken: () => [],
      ofOtherVersion: () => [],
      carryOver: () => {},
      keepMine: () => {},
      takeTheirs: () => {},
      because: () => {},
    },
    identity: {
      isOpen: false,
      closesAt: undefined,
      purpose: undefined,
      open: async () => undefined,
      close: () => {},
      viewOf: () => undefined,
      apply: () => {},
    },
    uploads: {
      subscribe: () => () => {},
      all: () => [],
      begin: () => {},
      say: () => {},
      retry: () => {},
      drop: () => {},
    },
    together: { others: [], changes: [], seen: () => {}, recorded: () => {} },
  }
  return <ShownFile value={value}>{children}</ShownFile>
}
