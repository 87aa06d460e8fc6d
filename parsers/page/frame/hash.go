package frame

import "math/bits"

// Numbers of FNV-1a and of xxHash. Hashes are stored: what they are, and how they are used, must stay.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
	spread = 11400714785074694791
)

// hashOf returns a hash of s, and about how many digits of either width stand there: 0 only for none. How much white space of
// ASCII parts the words makes no difference.
func hashOf(s string) (hash uint64, digits int32) {
	hash = offset
	for i := 0; i < len(s); {
		word, size := wordAt(s, i)
		if size == 0 {
			for i < len(s) && s[i] <= ' ' {
				i++
			}
			hash = mix(hash, 0)
			continue
		}
		hash = mix(hash, word)
		digits += digitsIn(word)
		i += size
	}
	return hash, digits
}

// wordAt returns up to eight bytes of s from i on, as far as there is no white space, and how many they are.
func wordAt(s string, i int) (word uint64, size int) {
	if i+8 <= len(s) {
		word = uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		if below(word, ' '+1) == 0 {
			return word, 8
		}
	}
	word = 0
	for size < 8 && i+size < len(s) && s[i+size] > ' ' {
		word |= uint64(s[i+size]) << (8 * size)
		size++
	}
	return word, size
}

// digitsIn counts the digits in a word, of wide ones (EF BC 90 to EF BC 99) those whose last two bytes are in it. The byte behind
// a digit may count as well.
func digitsIn(word uint64) (n int32) {
	if digits := below(word^0x3030303030303030, 10); digits != 0 {
		n = int32(bits.OnesCount64(digits))
	}
	if below(word^0xbcbcbcbcbcbcbcbc, 1) == 0 {
		return n
	}
	for ; word > 0xff; word >>= 8 {
		if byte(word) == 0xbc && byte(word>>8)-0x90 < 10 {
			n++
		}
	}
	return n
}

// below returns a word with the high bit of bytes set that are less than n, which is at most 128: of one at least, where there is
// one. No other byte is marked below the first.
func below(word, n uint64) uint64 {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	return (word - ones*n) &^ word & highs
}

// mix joins two hashes, in this order.
func mix(a, b uint64) uint64 { return bits.RotateLeft64(a^b*spread, 29) * prime }
