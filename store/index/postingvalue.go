package index

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
)

// Most pairs of characters stand in few documents. Up to sparse of them are written as plain numbers of two bytes, a
// third of a small bitmap's size. The first byte tells which of the two follows.
const (
	sparse         = 8
	SparseNumbers  = 1
	roaringNumbers = 2
)

// postingValue writes the documents of a posting.
func postingValue(bitmap *roaring.Bitmap) ([]byte, error) {
	if bitmap.GetCardinality() <= sparse {
		value := []byte{SparseNumbers}
		for _, low := range bitmap.ToArray() {
			value = binary.BigEndian.AppendUint16(value, uint16(low))
		}
		return value, nil
	}
	bitmap.RunOptimize()
	data, err := bitmap.ToBytes()
	return append([]byte{roaringNumbers}, data...), err
}

// BitmapOf returns a bitmap of its own memory, empty for no value.
func BitmapOf(value []byte) (*roaring.Bitmap, error) {
	bitmap := roaring.New()
	switch {
	case len(value) == 0:
		return bitmap, nil
	case value[0] == SparseNumbers:
		for value = value[1:]; len(value) >= 2; value = value[2:] {
			bitmap.Add(uint32(binary.BigEndian.Uint16(value)))
		}
		return bitmap, nil
	case value[0] == roaringNumbers:
		return bitmap, bitmap.UnmarshalBinary(bytes.Clone(value[1:])) // see layout.Unmarshal
	}
	return bitmap, fmt.Errorf("a posting of %d bytes begins with %d", len(value), value[0])
}
