import { pictureOfPdf } from '@gloact/ui'
import { THUMBNAIL_BYTES } from '../../domain/attachments/attachment-words.ts'
import { isPhotoType, withoutMetadata } from '../../domain/attachments/photo-metadata.ts'

/** What is sent of something that was chosen: a photograph without its metadata; and a small picture of it, or of a PDF's first page. */
export interface Prepared {
  readonly content: Blob
  readonly thumbnail: Blob | null
}

const EDGE = 320

/** Takes a photograph's metadata off on the device, so that it never leaves it, and draws a small picture of what can be drawn. */
export async function prepared(chosen: Blob): Promise<Prepared> {
  if (chosen.type === 'application/pdf') {
    const page = await pictureOfPdf(chosen, EDGE)
    return { content: chosen, thumbnail: page && (await smallPicture(page)) }
  }
  if (!isPhotoType(chosen.type)) return { content: chosen, thumbnail: null }
  const bytes = withoutMetadata(new Uint8Array(await chosen.arrayBuffer()), chosen.type)
  // What cannot be read is sent as it is: the server says what is wrong with it.
  if (bytes === null) return { content: chosen, thumbnail: null }
  const content = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: chosen.type })
  return { content, thumbnail: await smallPicture(content) }
}

async function smallPicture(of: Blob | HTMLCanvasElement): Promise<Blob | null> {
  try {
    const image = await createImageBitmap(of)
    const scale = Math.min(1, EDGE / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.7))
    return drawn !== null && drawn.size <= THUMBNAIL_BYTES ? drawn : null
  } catch {
    return null
  }
}
