package frame

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// MaxEncoded is the length in bytes that no encoded Memory exceeds.
const MaxEncoded = 32 << 10

// version is the first byte of an encoded Memory.
const version = 1

// manyPages stands in place of the number of a block's one page where a mask of several, or none, follows.
const manyPages = 0xff

// Encode writes the memory: version, clock, pages (slot, mark, hash of its blocks, how long ago it was noted), blocks in the order of their keys (key,
// pages, clock at which it became the frame's, and for one that stands on no page any more how long ago it did). Numbers
// are varints, hashes and masks have their fixed lengths, little-endian. From then on the memory is unchanged.
func (m *Memory) Encode() []byte {
	m.changed = false
	out := make([]byte, 0, 64+16*len(m.blocks))
	out = append(out, version)
	out = binary.AppendUvarint(out, uint64(m.clock))
	count := 0
	for _, p := range m.pages {
		if p.mark != 0 {
			count++
		}
	}
	out = append(out, byte(count))
	for at, p := range m.pages {
		if p.mark != 0 {
			out = binary.LittleEndian.AppendUint32(append(out, byte(at)), p.mark)
			out = binary.LittleEndian.AppendUint32(out, p.sum)
			out = binary.AppendUvarint(out, uint64(m.clock-p.read))
		}
	}
	out = binary.AppendUvarint(out, uint64(len(m.blocks)))
	for i := range m.blocks {
		out = m.appendBlock(out, &m.blocks[i])
	}
	return out
}

func (m *Memory) appendBlock(out []byte, b *seen) []byte {
	out = binary.LittleEndian.AppendUint64(out, uint64(b.key))
	if bits.OnesCount32(b.pages) == 1 {
		out = append(out, byte(bits.TrailingZeros32(b.pages)))
	} else {
		out = binary.LittleEndian.AppendUint32(append(out, manyPages), b.pages)
	}
	out = binary.AppendUvarint(out, uint64(b.since))
	if b.pages == 0 {
		out = binary.AppendUvarint(out, uint64(m.clock-b.last))
	}
	return out
}

var errDamaged = errors.New("the memory of a host's frame is damaged, or of another version; it is learnt again")

// Decode reads what Encode wrote; nothing is an empty memory. With an error comes an empty memory, too.
func Decode(data []byte) (*Memory, error) {
	if len(data) == 0 {
		return &Memory{}, nil
	}
	m, d := &Memory{}, decoder{rest: data}
	if d.one() != version {
		return &Memory{}, errDamaged
	}
	m.clock = d.number(Now / 2)
	for range d.one() {
		at, mark, sum := d.one(), d.four(), d.four()
		if at >= maxPages || mark == 0 || m.pages[at].mark != 0 {
			return &Memory{}, errDamaged
		}
		m.pages[at] = slot{mark, sum, m.clock - d.number(m.clock)}
	}
	count := d.number(maxBlocks)
	m.blocks = make([]seen, 0, min(int(count), len(d.rest)/10))
	for range count {
		b := d.block(m.clock)
		if n := len(m.blocks); d.damaged || n > 0 && m.blocks[n-1].key >= b.key {
			return &Memory{}, errDamaged
		}
		m.blocks = append(m.blocks, b)
	}
	if d.damaged || len(d.rest) > 0 {
		return &Memory{}, errDamaged
	}
	return m, nil
}

// decoder takes values off the front of rest. After the first that cannot be, damaged is set and values mean nothing.
type decoder struct {
	rest    []byte
	damaged bool
}

func (d *decoder) take(n int) []byte {
	if len(d.rest) < n {
		d.damaged, d.rest = true, nil
		return make([]byte, n)
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) one() byte    { return d.take(1)[0] }
func (d *decoder) four() uint32 { return binary.LittleEndian.Uint32(d.take(4)) }

// number takes a varint that may not exceed most.
func (d *decoder) number(most uint32) uint32 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > uint64(most) {
		d.damaged, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return uint32(n)
}

func (d *decoder) block(clock uint32) (b seen) {
	b.key = key(binary.LittleEndian.Uint64(d.take(8)))
	switch at := d.one(); {
	case at == manyPages:
		b.pages = d.four()
	case at < maxPages:
		b.pages = 1 << at
	default:
		d.damaged = true
	}
	b.since = d.number(clock)
	if b.pages == 0 {
		b.last = clock - d.number(clock)
		d.damaged = d.damaged || b.since == 0
	}
	d.damaged = d.damaged || b.key.class() == noBlock
	return b
}
