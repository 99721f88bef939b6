import { useEffect, useRef, useState } from 'react'
import styles from './media.module.css'

/** An address of something in memory, for as long as it is shown. */
function useAddress(of: Blob): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(of)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [of])
  return address
}

export interface PictureProps {
  readonly of: Blob
  /** What it shows, in words. */
  readonly alt: string
  /** As a small square beside its title. */
  readonly small?: boolean
  /** Written across it: who sees it, and when. Such a picture is in no print. */
  readonly mark?: string
}

/** A picture that lies in memory alone. */
export function Picture({ of, alt, small = false, mark }: PictureProps) {
  return mark === undefined ? (
    <PlainPicture of={of} alt={alt} small={small} />
  ) : (
    <MarkedPicture of={of} alt={alt} mark={mark} />
  )
}

function PlainPicture({ of, alt, small }: Required<Omit<PictureProps, 'mark'>>) {
  const address = useAddress(of)
  return address === undefined ? null : (
    <img className={small ? styles.small : styles.picture} src={address} alt={alt} />
  )
}

/** The mark is part of what is drawn: a copy of the picture, or of the screen, has it. */
function MarkedPicture({ of, alt, mark }: Required<Omit<PictureProps, 'small'>>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    const draw = async (): Promise<void> => {
      const picture = await createImageBitmap(of)
      const pen = isGone ? null : canvas.current?.getContext('2d')
      if (pen) drawMarked(pen, picture, mark)
      picture.close()
    }
    // What no browser can draw stays empty: its name is there all the same.
    draw().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [of, mark])
  return <canvas ref={canvas} className={`${styles.picture} ${styles.marked}`} role="img" aria-label={alt} />
}

/** Of a picture's width, so much is the height of a letter. */
const LETTER = 1 / 22
const SMALLEST_LETTER = 11

function drawMarked(pen: CanvasRenderingContext2D, picture: ImageBitmap, mark: string): void {
  const { width, height } = picture
  pen.canvas.width = width
  pen.canvas.height = height
  pen.drawImage(picture, 0, 0)
  const letter = Math.max(SMALLEST_LETTER, Math.round(width * LETTER))
  pen.font = `${letter}px sans-serif`
  pen.textAlign = 'center'
  pen.lineWidth = letter / 10
  pen.strokeStyle = 'rgb(0 0 0 / 60%)'
  pen.fillStyle = 'rgb(255 255 255 / 70%)'
  pen.translate(width / 2, height / 2)
  pen.rotate(-Math.PI / 8)
  for (let at = -height; at <= height; at += letter * 5) {
    pen.strokeText(mark, 0, at)
    pen.fillText(mark, 0, at)
  }
}

/** A recording that lies in memory alone. */
export function Sound({ of, label }: { readonly of: Blob; readonly label: string }) {
  const address = useAddress(of)
  // oxlint-disable-next-line jsx-a11y/media-has-caption
  return address === undefined ? null : <audio className={styles.sound} src={address} aria-label={label} controls />
}

/** Words as somebody wrote them, in a frame that may run nothing, send nothing and reach nothing of this page. */
export function WordsInFrame({ of, title }: { readonly of: Blob; readonly title: string }) {
  const [words] = useState(() => new Blob([of], { type: 'text/plain;charset=utf-8' }))
  const address = useAddress(words)
  return address === undefined ? null : <iframe className={styles.frame} sandbox="" src={address} title={title} />
}
