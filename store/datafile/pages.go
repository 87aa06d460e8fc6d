package datafile

import (
	"encoding/binary"
	"fmt"
	"io"

	bolt "go.etcd.io/bbolt"
)

// A damaged page can send bbolt round in circles, or make it ask for more memory than there is, which nothing can turn
// into an error. So the check first reads the pages of the file by itself, as bbolt lays them out (file format version
// 2): a header of id u64, flags u16, count u16, overflow u32, then elements of 16 bytes, all little-endian.
const (
	pageHeader   = 16
	pageElement  = 16
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketValue  = 0x01   // flag of a leaf's element
	bucketHeader = 16     // of the value of a bucket: root u64, sequence u64; root 0 where its one page stands behind, in the value itself
	countAside   = 0xffff // the count of a long list of free pages stands in its first element
)

// pageReader walks the pages of one transaction.
type pageReader struct {
	file  io.ReaderAt
	size  uint64          // of a page
	end   uint64          // pages of the file
	seen  map[uint64]bool // pages that something leads to
	top   bool            // the tree of the root alone is walked, and of the buckets in it only those without pages of their own
	fault error           // the first
}

func readerOf(file io.ReaderAt, tx *bolt.Tx) *pageReader {
	size := uint64(tx.DB().Info().PageSize)
	return &pageReader{file: file, size: size, end: uint64(tx.Size()) / size, seen: map[uint64]bool{0: true, 1: true}}
}

// checkRoot reports damage of the buckets that stand in the pages of the root. bbolt copies such a small bucket to the heap
// where it is not aligned, and the slices that it then gives of a damaged one may point anywhere in it: no fault that could
// be recovered from, the collector ends the process where it meets one.
func checkRoot(file io.ReaderAt, tx *bolt.Tx) error {
	r := readerOf(file, tx)
	r.top = true
	r.walk(uint64(tx.Cursor().Bucket().Root()))
	return r.fault
}

// CheckPages reports the first page that is not what leads to it says, that two things lead to, or that is in no use and
// not in the list of free ones either.
func (f *File) CheckPages(tx *bolt.Tx) error {
	r := readerOf(f.pages, tx)
	root, free := r.meta(uint64(tx.ID()))
	r.walk(root)
	r.freePages(free)
	for id := uint64(0); id < r.end && r.fault == nil; id++ {
		if !r.seen[id] {
			r.note("page %d is neither used nor free", id)
		}
	}
	return r.fault
}

func (r *pageReader) note(format string, values ...any) {
	if r.fault == nil {
		r.fault = fmt.Errorf(format, values...)
	}
}

// meta returns the root and the list of free pages of the transaction, from whichever of the two heads is its.
func (r *pageReader) meta(transaction uint64) (root, free uint64) {
	head := make([]byte, pageHeader+64)
	for id := range uint64(2) {
		if _, err := r.file.ReadAt(head, int64(id*r.size)); err != nil {
			r.note("head %d cannot be read: %w", id, err)
		}
		if m := head[pageHeader:]; binary.LittleEndian.Uint64(m[48:]) == transaction {
			return binary.LittleEndian.Uint64(m[16:]), binary.LittleEndian.Uint64(m[32:])
		}
	}
	r.note("neither head is that of transaction %d", transaction)
	return 0, 0
}

// page reads a page of one of the kinds, with those it flows over into, and marks them. nil where there is a fault.
func (r *pageReader) page(id uint64, kinds uint16) (data []byte, flags uint16, count uint64) {
	if r.fault != nil {
		return nil, 0, 0
	}
	head := make([]byte, pageHeader)
	if id < 2 || id >= r.end {
		r.note("page %d is asked for, of %d", id, r.end)
	} else if _, err := r.file.ReadAt(head, int64(id*r.size)); err != nil {
		r.note("page %d cannot be read: %w", id, err)
	}
	flags, count = binary.LittleEndian.Uint16(head[8:]), uint64(binary.LittleEndian.Uint16(head[10:]))
	overflow := uint64(binary.LittleEndian.Uint32(head[12:]))
	switch own := binary.LittleEndian.Uint64(head); {
	case r.fault != nil:
		return nil, 0, 0
	case own != id, flags&kinds == 0, flags&^kinds != 0:
		r.note("page %d says that it is page %d of kind %d", id, own, flags)
	case overflow >= r.end-id:
		r.note("page %d flows over into %d pages, of %d", id, overflow, r.end)
	}
	for more := id; r.fault == nil && more <= id+overflow; more++ {
		if r.seen[more] {
			r.note("two pages lead to page %d", more)
		}
		r.seen[more] = true
	}
	if r.fault != nil {
		return nil, 0, 0
	}
	data = make([]byte, (overflow+1)*r.size-pageHeader)
	if _, err := r.file.ReadAt(data, int64(id*r.size+pageHeader)); err != nil {
		r.note("page %d cannot be read: %w", id, err)
	}
	return data, flags, count
}

// walk reads a tree.
func (r *pageReader) walk(id uint64) {
	data, flags, count := r.page(id, branchPage|leafPage)
	if count*pageElement > uint64(len(data)) {
		r.note("page %d has %d elements in %d bytes", id, count, len(data))
	}
	for n := uint64(0); n < count && r.fault == nil; n++ {
		at := n * pageElement
		if flags == branchPage {
			e := data[at:]
			key := at + uint64(binary.LittleEndian.Uint32(e)) + uint64(binary.LittleEndian.Uint32(e[4:]))
			r.within(id, key, data)
			r.walk(binary.LittleEndian.Uint64(e[8:]))
			continue
		}
		leaf := leafElement(data, at)
		r.within(id, leaf.end, data)
		if leaf.isBucket && r.fault == nil {
			r.bucket(id, data[leaf.value:leaf.end])
		}
	}
}

func (r *pageReader) within(id, end uint64, data []byte) {
	if end > uint64(len(data)) {
		r.note("page %d has an element that ends at byte %d of %d", id, end, len(data))
	}
}

// bucket walks a bucket: the pages of its own, or the one within its value.
func (r *pageReader) bucket(id uint64, value []byte) {
	switch {
	case len(value) < bucketHeader:
		r.note("page %d has a bucket of %d bytes", id, len(value))
	case binary.LittleEndian.Uint64(value) == 0:
		r.small(id, value[bucketHeader:])
	case !r.top:
		r.walk(binary.LittleEndian.Uint64(value))
	}
}

// small checks the page within a bucket's value: a leaf, with the elements it counts, their keys and values behind them.
func (r *pageReader) small(id uint64, page []byte) {
	if len(page) < pageHeader || binary.LittleEndian.Uint16(page[8:]) != leafPage {
		r.note("page %d has a bucket within it that is none", id)
		return
	}
	data := page[pageHeader:]
	heads := uint64(binary.LittleEndian.Uint16(page[10:])) * pageElement
	if heads > uint64(len(data)) {
		r.note("page %d has a bucket within it of %d elements in %d bytes", id, heads/pageElement, len(data))
		return
	}
	for at := uint64(0); at < heads; at += pageElement {
		e := leafElement(data, at)
		if e.isBucket || e.key < heads || e.end > uint64(len(data)) {
			r.note("page %d has a bucket within it with an element of bytes %d to %d, of %d to %d", id, e.key, e.end, heads, len(data))
		}
	}
}

// element is one of a leaf: where its key, its value and what follows begin, counted in what is behind the page's header.
type element struct {
	isBucket        bool
	key, value, end uint64
}

func leafElement(data []byte, at uint64) element {
	field := func(n uint64) uint64 { return uint64(binary.LittleEndian.Uint32(data[at+n*4:])) }
	key := at + field(1)
	value := key + field(2)
	return element{isBucket: field(0)&bucketValue != 0, key: key, value: value, end: value + field(3)}
}

// freePages reads the list of free pages.
func (r *pageReader) freePages(id uint64) {
	data, _, count := r.page(id, freelistPage)
	if r.fault == nil && count == countAside {
		count, data = binary.LittleEndian.Uint64(data), data[8:]
	}
	if r.fault == nil && count > uint64(len(data))/8 {
		r.note("page %d lists %d free pages in %d bytes", id, count, len(data))
	}
	for n := uint64(0); n < count && r.fault == nil; n++ {
		free := binary.LittleEndian.Uint64(data[n*8:])
		if free >= r.end || r.seen[free] {
			r.note("page %d, which is free, is used or listed twice", free)
		}
		r.seen[free] = true
	}
}
