import { useEffect, useState } from 'react'
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
}

/** A picture that lies in memory alone. */
export function Picture({ of, alt, small = false }: PictureProps) {
  const address = useAddress(of)
  return address === undefined ? null : (
    <img className={small ? styles.small : styles.picture} src={address} alt={alt} />
  )
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
