package signup

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// keys are what the operator's key is turned into, one key for each use (HKDF, RFC 5869), so that what was made for one opens
// nothing of another.
type keys struct {
	links cipher.AEAD // of the links in letters of confirmation
	kept  cipher.AEAD // of the subscriptions in the data file
	names []byte      // of ids, and of addresses that are counted
}

func newKeys(operators string) (k keys, err error) {
	if k.links, err = sealerOf(operators, "koubo sign-up links"); err != nil {
		return k, err
	}
	if k.kept, err = sealerOf(operators, "koubo sign-up subscriptions"); err != nil {
		return k, err
	}
	k.names, err = hkdf.Key(sha256.New, []byte(operators), nil, "koubo sign-up names", 32)
	return k, err
}

// sealerOf is AES-256 in GCM (NIST SP 800-38D) with the key of one use.
func sealerOf(operators, use string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(operators), nil, use, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// seal encrypts a text; it opens only where place is the same. Nonces are random: a key may seal 2^32 texts.
func seal(by cipher.AEAD, text []byte, place string) []byte {
	nonce := make([]byte, by.NonceSize())
	_, _ = rand.Read(nonce) // which never fails: it ends the program
	return by.Seal(nonce, nonce, text, []byte(place))
}

var errForged = errors.New("it was not sealed with this key")

func open(by cipher.AEAD, sealed []byte, place string) ([]byte, error) {
	if len(sealed) < by.NonceSize() {
		return nil, errForged
	}
	text, err := by.Open(nil, sealed[:by.NonceSize()], sealed[by.NonceSize():], []byte(place))
	if err != nil {
		return nil, errForged
	}
	return text, nil
}

// name is the same for the same parts, and tells nothing of them without the key: 32 hexadecimal digits.
func (k keys) name(parts ...string) string {
	mac := hmac.New(sha256.New, k.names)
	for _, part := range parts {
		mac.Write([]byte(part))
		mac.Write([]byte{0})
	}
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
