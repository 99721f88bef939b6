import classes from './area-map.module.css'

export interface MapArea {
  readonly id: string
  /** Its outline on a square of 100 by 100, from the upper left. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** What is written on it. */
  readonly said: string
  /** What the area is called, below it in small letters. */
  readonly name?: string
  /** Whether there is any: shaded, as the number on it says. */
  readonly some: boolean
}

/** From the middle of a number to that of the name below it. */
const BELOW = 5.5

/** Areas as a drawing, with a number on each. It stands beside a table that says the same, and is chosen from there. */
export function AreaMap({
  label,
  areas,
  chosen,
}: {
  readonly label: string
  readonly areas: readonly MapArea[]
  readonly chosen?: string | null
}) {
  return (
    <svg viewBox="-1 -1 102 102" className={classes.map} role="img" aria-label={label}>
      {areas.map(({ id, points, some }) => (
        <polygon
          key={id}
          points={points.map((point) => point.join(',')).join(' ')}
          className={[classes.area, some && classes.some, id === chosen && classes.chosen].filter(Boolean).join(' ')}
        />
      ))}
      {areas.map(({ id, points, said, name }) => {
        const [x, y] = middleOf(points)
        return (
          <g key={id}>
            <text x={x} y={y} className={classes.count}>
              {said}
            </text>
            {name !== undefined && (
              <text x={x} y={y + BELOW} className={classes.name}>
                {name}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The centroid of an outline: of its area, not of its corners. */
function middleOf(points: MapArea['points']): readonly [number, number] {
  let [twice, x, y] = [0, 0, 0]
  for (const [index, [x1, y1]] of points.entries()) {
    const [x2, y2] = points[(index + 1) % points.length]!
    const cross = x1 * y2 - x2 * y1
    twice += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return [x / (3 * twice), y / (3 * twice)]
}
