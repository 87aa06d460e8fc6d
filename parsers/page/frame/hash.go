package frame

import "math/bits"

// Odd numbers of FNV-1a and of xxHash; the hashes are stored, so that they stay what they are.
const (
	offset = 14695981039346656037
	prime  = 1099511628211
	spread = 11400714785074694791
)

// hashOf returns a hash of the words of s, white space of ASCII left out, and how many digits of either width stand there.
func hashOf(s string) (hash uint64, digits int32) {
	hash = offset
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' {
			continue
		}
		hash = (hash ^ uint64(c)) * prime
		if c-'0' < 10 || c-0x90 < 10 && i > 1 && s[i-1] == 0xbc && s[i-2] == 0xef {
			digits++
		}
	}
	return hash, digits
}

// mix joins two hashes, in this order.
func mix(a, b uint64) uint64 { return bits.RotateLeft64(a^b*spread, 29) * prime }
