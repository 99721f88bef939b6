import type { ReactNode } from 'react'
import type { ComplainedOf, ComplaintPicture } from '../domain/complaint.ts'
import type { PictogramName } from '../domain/explanations.ts'

/** A head and shoulders, at a place and of a size. */
const Person = ({ x, y, size = 1 }: { x: number; y: number; size?: number }) => (
  <g transform={`translate(${x} ${y}) scale(${size})`}>
    <circle cx="0" cy="-14" r="8" />
    <path d="M-13 14 C-13 -2 13 -2 13 14 Z" />
  </g>
)

const DRAWN: Readonly<Record<PictogramName, ReactNode>> = {
  together: (
    <>
      <Person x={20} y={44} />
      <Person x={60} y={44} size={0.8} />
      <path d="M30 8 h20 a6 6 0 0 1 6 6 v6 a6 6 0 0 1 -6 6 h-8 l-4 6 v-6 h-8 a6 6 0 0 1 -6 -6 v-6 a6 6 0 0 1 6 -6 Z" />
    </>
  ),
  ask: (
    <>
      <path d="M16 10 h48 a8 8 0 0 1 8 8 v30 a8 8 0 0 1 -8 8 h-28 l-14 14 v-14 h-6 a8 8 0 0 1 -8 -8 v-30 a8 8 0 0 1 8 -8 Z" />
      <path d="M32 26 a8 8 0 1 1 12 7 q-4 2 -4 7" />
      <circle cx="40" cy="47" r="1.5" />
    </>
  ),
  family: (
    <>
      <Person x={17} y={46} />
      <Person x={63} y={46} />
      <Person x={40} y={54} size={0.7} />
    </>
  ),
  papers: (
    <>
      <path d="M14 8 h30 l12 12 v50 h-42 Z" />
      <path d="M44 8 v12 h12" />
      <path d="M22 32 h26 M22 42 h26 M22 52 h14" />
      <rect x="46" y="46" width="26" height="24" rx="3" fill="var(--mantine-color-body)" />
      <path d="M46 54 h26 M53 42 v8 M65 42 v8" />
    </>
  ),
  stop: (
    <path d="M26 44 V22 a4.5 4.5 0 0 1 9 0 V14 a4.5 4.5 0 0 1 9 0 V18 a4.5 4.5 0 0 1 9 0 V24 a4.5 4.5 0 0 1 9 0 V50 a20 20 0 0 1 -20 20 h-2 c-10 0 -14 -6 -19 -14 l-8 -13 a4.5 4.5 0 0 1 8 -4 Z" />
  ),
  lock: (
    <>
      <rect x="18" y="34" width="44" height="34" rx="5" />
      <path d="M27 34 V24 a13 13 0 0 1 26 0 v10" />
      <circle cx="40" cy="48" r="4" />
      <path d="M40 52 v7" />
    </>
  ),
  help: (
    <>
      <path d="M8 50 l14 -14 h14 a6 6 0 0 1 0 12 h-10 M22 58 h18 l22 -16 a5.5 5.5 0 0 0 -7 -8 l-12 8" />
      <path d="M8 66 l10 -8" />
      <circle cx="52" cy="20" r="9" />
      <path d="M43 20 h-8 M61 20 h9" />
    </>
  ),
  again: (
    <>
      <path d="M18 40 a22 22 0 0 1 38 -15 M62 40 a22 22 0 0 1 -38 15" />
      <path d="M58 12 v14 h-14 M22 68 v-14 h14" />
    </>
  ),
}

const Face = ({ mouth }: { mouth: string }) => (
  <>
    <circle cx="40" cy="40" r="28" />
    <circle cx="30" cy="34" r="3" fill="currentColor" />
    <circle cx="50" cy="34" r="3" fill="currentColor" />
    <path d={mouth} />
  </>
)

const COMPLAINTS: Readonly<Record<ComplaintPicture, ReactNode>> = {
  nobody_comes: (
    <>
      <Person x={24} y={54} size={0.9} />
      <circle cx="58" cy="26" r="15" />
      <path d="M58 16 v10 l7 5" />
      <path d="M44 66 h28" strokeDasharray="3 6" />
    </>
  ),
  not_listened: (
    <>
      <path d="M12 10 h40 a7 7 0 0 1 7 7 v20 a7 7 0 0 1 -7 7 h-22 l-12 12 v-12 h-6 a7 7 0 0 1 -7 -7 v-20 a7 7 0 0 1 7 -7 Z" />
      <path d="M8 68 L72 8" />
    </>
  ),
  afraid: <Face mouth="M32 54 q4 -7 8 0 q4 7 8 0" />,
  hurts: (
    <>
      <Face mouth="M30 56 q10 -10 20 0" />
      <path d="M30 42 v8 M66 10 l6 -6 M68 18 h8 M60 6 v-4" />
    </>
  ),
  things_taken: (
    <>
      <path d="M14 30 h34 v34 h-34 Z M14 42 h34 M31 30 v34" />
      <path d="M48 18 h22 M62 10 l8 8 l-8 8" />
    </>
  ),
  somebody_else: (
    <>
      <Person x={18} y={54} size={0.8} />
      <Person x={62} y={54} size={0.8} />
      <path d="M24 18 h30 M46 10 l8 8 l-8 8" />
      <path d="M6 68 L30 34" />
    </>
  ),
}

const COMPLAINED_OF: Readonly<Record<ComplainedOf, ReactNode>> = {
  // Next to the child, with a shield.
  guardian: (
    <>
      <Person x={24} y={50} />
      <path d="M48 26 l14 -5 l14 5 v12 c0 10 -6 16 -14 20 c-8 -4 -14 -10 -14 -20 Z" />
      <path d="M55 38 l5 6 l9 -10" />
    </>
  ),
  carer: (
    <>
      <path d="M8 38 L40 10 L72 38 M16 32 v38 h48 v-38" />
      <Person x={40} y={56} size={0.8} />
    </>
  ),
  // A badge on a band.
  worker: (
    <>
      <path d="M28 6 L40 26 L52 6" />
      <rect x="18" y="26" width="44" height="46" rx="5" />
      <Person x={40} y={54} size={0.75} />
    </>
  ),
  other_child: (
    <>
      <Person x={30} y={54} size={0.9} />
      <circle cx="62" cy="58" r="9" />
      <path d="M56 51 q6 7 12 0" />
    </>
  ),
  somebody_else: (
    <>
      <Person x={30} y={50} />
      <path d="M54 24 a8 8 0 1 1 12 7 q-4 2 -4 8" />
      <circle cx="62" cy="47" r="1.5" />
    </>
  ),
  // Neither sad nor ashamed.
  rather_not: <Face mouth="M31 53 h18" />,
}

/** A picture of ours for a child who does not read, with what it shows for one who does not see. */
export const Pictogram = ({ name, shows }: { name: PictogramName; shows: string }) => (
  <Drawing shows={shows}>{DRAWN[name]}</Drawing>
)

/** What a child complains of; the words stand beside it. */
export const ComplaintPictogram = ({ name }: { name: ComplaintPicture }) => <Drawing>{COMPLAINTS[name]}</Drawing>

/** Whom a child complains of; the words stand beside it. */
export const ComplainedOfPictogram = ({ name }: { name: ComplainedOf }) => <Drawing>{COMPLAINED_OF[name]}</Drawing>

function Drawing({ shows, children }: { readonly shows?: string; readonly children: ReactNode }) {
  return (
    <svg
      {...(shows === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': shows })}
      viewBox="0 0 80 80"
      width="88"
      height="88"
      style={{ flex: 'none' }}
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  )
}
