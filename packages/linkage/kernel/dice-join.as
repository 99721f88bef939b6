// The all-pairs Dice join, bit-sliced, for WebAssembly with 128-bit vectors. AssemblyScript: TypeScript whose numbers have
// widths. `node packages/linkage/bench/build-kernel.ts` makes `dice-join.wasm` of it; how it works stands in
// docs/methods/linkage.md. All memory is laid out by the host; every pointer is a byte offset.

/** Records of a block: one bit each of a vector. */
const LANES: u32 = 128
/** Bytes of one plane of a block. */
const PLANE: u32 = 16
/** Planes that are added up before the sums are carried on. */
const GROUP: u32 = 16
/** The counter’s value at which its top plane fills. */
const FULL: u32 = 1024
/** Bytes of a pair: the record of A, the place of the record of B, the bits both have set. */
const PAIR: u32 = 12

// What one join works on, set once by `begin`.
let length: u32 = 0
let words: u32 = 0
let threshold: f64 = 0
let deviations: f32 = 0
let rowsA: u32 = 0
let countsA: u32 = 0
let rowsB: u32 = 0
let countsB: u32 = 0
let totalB: u32 = 0
let blocks: u32 = 0
let planes: u32 = 0
let order: u32 = 0
let frequencies: u32 = 0
let lists: u32 = 0
let listStride: u32 = 0
let reach: u32 = 0
let reachStride: u32 = 0
let state: u32 = 0
let output: u32 = 0
let capacity: u32 = 0

export function begin(
  length_: u32, rowsA_: u32, countsA_: u32, rowsB_: u32, countsB_: u32, totalB_: u32, planes_: u32, order_: u32,
  frequencies_: u32, lists_: u32, reach_: u32, state_: u32, output_: u32, capacity_: u32, threshold_: f64,
  deviations_: f32,
): void {
  length = length_
  words = length_ >> 6
  rowsA = rowsA_
  countsA = countsA_
  rowsB = rowsB_
  countsB = countsB_
  totalB = totalB_
  blocks = (totalB_ + LANES - 1) / LANES
  planes = planes_
  order = order_
  frequencies = frequencies_
  lists = lists_
  listStride = (((length_ / 2 + GROUP) / GROUP) + 1) * GROUP * 2
  reach = reach_
  reachStride = (listStride / 2 / GROUP + 1) * 2
  state = state_
  output = output_
  capacity = capacity_
  threshold = threshold_
  deviations = deviations_
}

/** Only pairs at least this alike are wanted from now on. */
export function raise(threshold_: f64): void {
  threshold = threshold_
}

/** Turns the rows of B into planes: for each block and bit, one vector with a bit a record. Counts each bit’s records. */
export function transpose(): void {
  const blockBytes = (length + 1) * PLANE
  memory.fill(planes, 0, blocks * blockBytes)
  memory.fill(frequencies, 0, length * 4)
  for (let record: u32 = 0; record < totalB; record++) {
    const block = planes + (record / LANES) * blockBytes + ((record % LANES) >> 3)
    const mask: u32 = 1 << (record & 7)
    const row = rowsB + record * words * 8
    for (let word: u32 = 0; word < words; word++) {
      let rest = load<u64>(row + word * 8)
      while (rest != 0) {
        const bit = word * 64 + <u32>ctz<u64>(rest)
        rest &= rest - 1
        const place = block + bit * PLANE
        store<u8>(place, load<u8>(place) | <u8>mask)
        store<u32>(frequencies + bit * 4, load<u32>(frequencies + bit * 4) + 1)
      }
    }
  }
}

/** Whether a record’s clear bits are counted and not its set ones: where more than half are set. */
@inline
function countsClear(bits: u32): bool {
  return bits > length / 2
}

/**
 * For each record of A from `from` to `to`: its planes, the most telling first, and how many misses to expect of an
 * unrelated record after each group of them (the mean less some deviations).
 */
export function prepare(from: u32, to: u32): void {
  const scale = <f32>1 / <f32>max<u32>(totalB, 1)
  for (let record = from; record < to; record++) {
    const row = rowsA + record * words * 8
    const clear = countsClear(load<u32>(countsA + record * 4))
    const list = lists + (record - from) * listStride
    const reached = reach + (record - from) * reachStride
    let added: u32 = 0
    let group: u32 = 0
    let misses: f32 = 0
    let variance: f32 = 0
    for (let at: u32 = 0; at < length && added < FULL; at++) {
      // The order begins with the rarest bit; the commonest clear bits tell most.
      const bit = <u32>load<u16>(order + (clear ? length - 1 - at : at) * 2)
      const isSet = ((load<u8>(row + (bit >> 3)) >> <u8>(bit & 7)) & 1) != 0
      if (isSet == clear) continue
      store<u16>(list + added * 2, <u16>bit)
      added++
      const share = <f32>load<u32>(frequencies + bit * 4) * scale
      misses += clear ? share : 1 - share
      variance += share * (1 - share)
      if (added % GROUP == 0) {
        store<u16>(reached + group * 2, <u16>max<f32>(0, misses - deviations * sqrt<f32>(variance)))
        group++
      }
    }
    const planesListed = added
    while (added % GROUP != 0 || added == 0) {
      store<u16>(list + added * 2, <u16>length)
      added++
    }
    if (added / GROUP > group) {
      store<u16>(reached + group * 2, 65535)
      group++
    } else store<u16>(reached + (group - 1) * 2, 65535)
    store<u16>(state + (record - from) * 8, <u16>planesListed)
    store<u16>(state + (record - from) * 8 + 2, <u16>(group / 2 + 1 > group ? group : group / 2 + 1))
  }
}

/** The least number of shared bits at which records of so many bits altogether may reach the threshold. */
@inline
function needed(sum: u32): i32 {
  return <i32>ceil<f64>(threshold * <f64>sum * 0.5 - 1e-6)
}

let resumeBlock: u32 = 0
let resumeRecord: u32 = 0

/** Goes back to the first block, for the next records of A. */
export function rewind(): void {
  resumeBlock = 0
  resumeRecord = 0
}

/**
 * Joins the prepared records of A with every block of B. Gives the number of pairs written; where that is all there was
 * room for, `isDone` says no, and it goes on when called again.
 */
export function join(from: u32, to: u32): u32 {
  const blockBytes = (length + 1) * PLANE
  const firstCount = load<u32>(countsA + from * 4)
  const lastCount = load<u32>(countsA + (to - 1) * 4)
  let written: u32 = 0
  for (let block = resumeBlock; block < blocks; block++) {
    const first = block * LANES
    const last = min<u32>(first + LANES, totalB) - 1
    const low = load<u32>(countsB + first * 4)
    const high = load<u32>(countsB + last * 4)
    // Whole chunks and blocks too far apart in size: |b| ≥ |a| t / (2 − t), and the other way round.
    if (<f64>high * (2 - threshold) < <f64>firstCount * threshold - 1e-6 ||
        <f64>lastCount * (2 - threshold) < <f64>low * threshold - 1e-6) {
      resumeRecord = 0
      continue
    }
    const base = planes + block * blockBytes
    for (let record = from + resumeRecord; record < to; record++) {
      if (written + LANES > capacity) {
        resumeBlock = block
        resumeRecord = record - from
        return written
      }
      const bits = load<u32>(countsA + record * 4)
      if (<f64>high * (2 - threshold) < <f64>bits * threshold - 1e-6 ||
          <f64>bits * (2 - threshold) < <f64>low * threshold - 1e-6) continue
      if (bits == 0) continue
      written = joinBlock(record, record - from, bits, base, first, last, low, high, written)
    }
    resumeRecord = 0
  }
  resumeBlock = blocks
  return written
}

export function isDone(): bool {
  return resumeBlock >= blocks
}

@inline
function joinBlock(
  record: u32, place: u32, bits: u32, base: u32, first: u32, last: u32, low: u32, high: u32, written: u32,
): u32 {
  const clear = countsClear(bits)
  // Of the planes listed, so many may disagree in a pair that reaches the threshold.
  const allowed: i32 = clear ? <i32>high - needed(bits + high) : <i32>bits - needed(bits + low)
  if (allowed < 0) return written
  const own = state + place * 8
  const listed = <u32>load<u16>(own)
  const reached = reach + place * reachStride
  let groups = <u32>load<u16>(own + 2)
  while (groups > 1 && <i32>load<u16>(reached + (groups - 2) * 2) >= allowed) groups--
  while (<i32>load<u16>(reached + (groups - 1) * 2) < allowed) groups++
  store<u16>(own + 2, <u16>groups)
  const used = min<u32>(groups * GROUP, listed)
  const least = clear ? allowed + 1 : <i32>used - allowed
  let survivors: v128
  if (least <= 0 || least > <i32>used) survivors = i8x16.splat(-1)
  else {
    survivors = atLeast(base, lists + place * listStride, groups, <u32>least)
    if (clear) survivors = v128.not(survivors)
  }
  if (!v128.any_true(survivors)) return written
  written = verify(v128.extract_lane<u64>(survivors, 0), record, bits, first, last, written)
  return verify(v128.extract_lane<u64>(survivors, 1), record, bits, first + 64, last, written)
}

/** The pairs among those left that do reach the threshold, counted exactly. */
function verify(left: u64, record: u32, bits: u32, first: u32, last: u32, written: u32): u32 {
  const rowBytes = words * 8
  const row = rowsA + record * rowBytes
  while (left != 0) {
    const other = first + <u32>ctz<u64>(left)
    left &= left - 1
    if (other > last) break
    const rowOther = rowsB + other * rowBytes
    let shared: u64 = 0
    for (let at: u32 = 0; at < rowBytes; at += 8) shared += popcnt<u64>(load<u64>(row + at) & load<u64>(rowOther + at))
    if (2 * <f64>shared / <f64>(bits + load<u32>(countsB + other * 4)) >= threshold) {
      const pair = output + written * PAIR
      store<u32>(pair, record)
      store<u32>(pair + 4, other)
      store<u32>(pair + 8, <u32>shared)
      written++
    }
  }
  return written
}

@inline
function plane(base: u32, bit: u16): v128 {
  return v128.load(base + (<u32>bit << 4))
}

@inline
function bitOf(value: u32, bit: u32): v128 {
  return i8x16.splat(<i8>(0 - ((value >> bit) & 1)))
}

/**
 * Of each of a block’s records: whether at least `least` of the listed planes have it. Sixteen planes at a time go through
 * a tree of carry-save adders (Harley and Seal), whose last carry is rippled into the counter’s upper planes; the counter
 * begins so high that its top plane fills at `least`.
 */
function atLeast(base: u32, list: u32, groups: u32, least: u32): v128 {
  const start = FULL - least
  let ones = bitOf(start, 0)
  let twos = bitOf(start, 1)
  let fours = bitOf(start, 2)
  let eights = bitOf(start, 3)
  let plane4 = bitOf(start, 4)
  let plane5 = bitOf(start, 5)
  let plane6 = bitOf(start, 6)
  let plane7 = bitOf(start, 7)
  let plane8 = bitOf(start, 8)
  let plane9 = bitOf(start, 9)
  let top = bitOf(start, 10)
  for (let group: u32 = 0; group < groups; group++) {
    let a = plane(base, load<u16>(list, 0))
    let b = plane(base, load<u16>(list, 2))
    let u = v128.xor(ones, a)
    let twosA = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    a = plane(base, load<u16>(list, 4))
    b = plane(base, load<u16>(list, 6))
    u = v128.xor(ones, a)
    let twosB = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    u = v128.xor(twos, twosA)
    let foursA = v128.or(v128.and(twos, twosA), v128.and(u, twosB))
    twos = v128.xor(u, twosB)

    a = plane(base, load<u16>(list, 8))
    b = plane(base, load<u16>(list, 10))
    u = v128.xor(ones, a)
    twosA = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    a = plane(base, load<u16>(list, 12))
    b = plane(base, load<u16>(list, 14))
    u = v128.xor(ones, a)
    twosB = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    u = v128.xor(twos, twosA)
    let foursB = v128.or(v128.and(twos, twosA), v128.and(u, twosB))
    twos = v128.xor(u, twosB)
    u = v128.xor(fours, foursA)
    const eightsA = v128.or(v128.and(fours, foursA), v128.and(u, foursB))
    fours = v128.xor(u, foursB)

    a = plane(base, load<u16>(list, 16))
    b = plane(base, load<u16>(list, 18))
    u = v128.xor(ones, a)
    twosA = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    a = plane(base, load<u16>(list, 20))
    b = plane(base, load<u16>(list, 22))
    u = v128.xor(ones, a)
    twosB = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    u = v128.xor(twos, twosA)
    foursA = v128.or(v128.and(twos, twosA), v128.and(u, twosB))
    twos = v128.xor(u, twosB)

    a = plane(base, load<u16>(list, 24))
    b = plane(base, load<u16>(list, 26))
    u = v128.xor(ones, a)
    twosA = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    a = plane(base, load<u16>(list, 28))
    b = plane(base, load<u16>(list, 30))
    u = v128.xor(ones, a)
    twosB = v128.or(v128.and(ones, a), v128.and(u, b))
    ones = v128.xor(u, b)
    u = v128.xor(twos, twosA)
    foursB = v128.or(v128.and(twos, twosA), v128.and(u, twosB))
    twos = v128.xor(u, twosB)
    u = v128.xor(fours, foursA)
    const eightsB = v128.or(v128.and(fours, foursA), v128.and(u, foursB))
    fours = v128.xor(u, foursB)

    u = v128.xor(eights, eightsA)
    let carry = v128.or(v128.and(eights, eightsA), v128.and(u, eightsB))
    eights = v128.xor(u, eightsB)

    let next = v128.and(plane4, carry)
    plane4 = v128.xor(plane4, carry)
    carry = v128.and(plane5, next)
    plane5 = v128.xor(plane5, next)
    next = v128.and(plane6, carry)
    plane6 = v128.xor(plane6, carry)
    carry = v128.and(plane7, next)
    plane7 = v128.xor(plane7, next)
    next = v128.and(plane8, carry)
    plane8 = v128.xor(plane8, carry)
    carry = v128.and(plane9, next)
    plane9 = v128.xor(plane9, next)
    top = v128.or(top, carry)
    list += GROUP * 2
  }
  return top
}
