package notify

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
	gomail "github.com/wneessen/go-mail"

	"koubo/sources/config"
)

// Signature signs letters with the key of their sender's domain (DKIM, RFC 6376).
type Signature struct {
	domain, selector string
	key              crypto.Signer
}

// ReadSignature reads the key that mail: names, nil where it names none. The error is a sentence.
func ReadSignature(mail config.Mail) (*Signature, error) {
	if mail.DKIMKey == "" {
		return nil, nil
	}
	text, err := os.ReadFile(mail.DKIMKey)
	if err != nil {
		return nil, fmt.Errorf("mail: dkim_key: the key cannot be read: %w", err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("mail: dkim_key: %s holds no key in PEM; make one with: openssl genrsa -out %s 2048", mail.DKIMKey, mail.DKIMKey)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	}
	var signer crypto.Signer
	switch k := key.(type) { // RFC 6376, RFC 8463: of no other kind
	case *rsa.PrivateKey:
		signer = k
	case ed25519.PrivateKey:
		signer = k
	}
	if err != nil || signer == nil {
		return nil, fmt.Errorf("mail: dkim_key: %s holds no private key of RSA or Ed25519", mail.DKIMKey)
	}
	return &Signature{mail.From[strings.LastIndexByte(mail.From, '@')+1:], mail.DKIMSelector, signer}, nil
}

// signedHeaders are those that a letter's reader relies on, the two of RFC 8058 §4 among them.
var signedHeaders = []string{"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"}

// sign adds the signature to a letter, which is written alike each time.
func (s *Signature) sign(letter *gomail.Msg) error {
	signer, err := dkim.NewSigner(&dkim.SignOptions{Domain: s.domain, Selector: s.selector, Signer: s.key, HeaderKeys: signedHeaders,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed})
	if err != nil {
		return err
	}
	var raw bytes.Buffer
	if _, err := letter.WriteTo(&raw); err != nil {
		return err
	}
	if _, err := signer.Write(raw.Bytes()); err != nil {
		return err
	}
	if err := signer.Close(); err != nil {
		return err
	}
	_, value, _ := strings.Cut(strings.TrimRight(signer.Signature(), "\r\n"), ":")
	letter.SetGenHeaderPreformatted("DKIM-Signature", strings.TrimSpace(value))
	return nil
}
