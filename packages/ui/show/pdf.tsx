import { type RefObject, useEffect, useRef, useState } from 'react'
import { ForScreenReaders } from '../layout/text.tsx'
import { useMessages } from '../providers/messages.tsx'
import { LoadingState } from '../say/loading-state.tsx'
import { Callout } from './callout.tsx'
import type * as Reader from './open-pdf.ts'
import type { OpenPdf, PdfPage } from './open-pdf.ts'
import styles from './pdf.module.css'

export interface PdfProps {
  readonly of: Blob
  readonly title: string
}

/** The pages of a PDF that lies in memory alone, as pictures: nothing in it can act. */
export function Pdf({ of, title }: PdfProps) {
  const { t } = useMessages()
  const [opened, setOpened] = useState<OpenPdf | 'not_readable'>()
  useEffect(() => {
    let current = true
    let document: OpenPdf | undefined
    const open = async ({ openPdf }: typeof Reader) => {
      try {
        document = await openPdf(of)
        if (current) setOpened(document)
        else document.close()
      } catch {
        if (current) setOpened('not_readable')
      }
    }
    import('./open-pdf.ts').then(open, (error: unknown) => {
      if (!current) return
      setOpened(() => {
        // The reader is not here: that says nothing of the document, and is said as of every part that cannot be fetched.
        throw error
      })
    })
    return () => {
      current = false
      document?.close()
    }
  }, [of])

  if (opened === undefined) return <LoadingState what={t('ui.pdf.opening')} />
  if (opened === 'not_readable') {
    return (
      <Callout tone="notice" title={t('ui.pdf.not_readable')}>
        {t('ui.pdf.not_readable_about')}
      </Callout>
    )
  }
  return (
    // The person who reads with the keyboard scrolls it with the arrow keys.
    <section className={styles.pages} aria-label={title} tabIndex={0}>
      {Array.from({ length: opened.pages }, (_, index) => (
        <Page key={index} of={opened} number={index + 1} />
      ))}
    </section>
  )
}

function Page({ of, number }: { of: OpenPdf; number: number }) {
  const { t } = useMessages()
  const place = useRef<HTMLElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useNear(place)
  const [page, setPage] = useState<PdfPage>()
  const [words, setWords] = useState('')
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    if (!near) return undefined
    let current = true
    const show = async () => {
      try {
        const found = await of.page(number)
        if (!current || !canvas.current || !place.current) return
        setPage(found)
        await found.paint(canvas.current, place.current.clientWidth)
        const read = await found.words()
        if (current) setWords(read)
      } catch {
        if (current) setBroken(true)
      }
    }
    void show()
    return () => {
      current = false
    }
  }, [of, number, near])
  const label = t('ui.pdf.page', { number, count: of.pages })
  return (
    <figure className={styles.page} ref={place}>
      <canvas
        ref={canvas}
        className={styles.picture}
        style={{ aspectRatio: page === undefined ? '210 / 297' : `${page.width} / ${page.height}` }}
        aria-hidden
      />
      <ForScreenReaders>
        <span dir="auto">{words}</span>
      </ForScreenReaders>
      <figcaption className={styles.number}>{broken ? t('ui.pdf.page_broken', { number }) : label}</figcaption>
    </figure>
  )
}

/** Whether it was ever scrolled near: a page is painted when it is, and stays. */
function useNear(place: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!place.current || near) return undefined
    const observer = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: '400px',
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place, near])
  return near
}
