package notify

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/emersion/go-msgauth/dkim"

	"koubo/sources/config"
)

// TestLettersAreSigned has a letter pass a mail server, and its signature checked as receivers check it.
func TestLettersAreSigned(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "dkim.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newSubmission(t, "starttls")
	if s.signature, err = ReadSignature(config.Mail{From: "koubo@example.jp", DKIMSelector: "k1", DKIMKey: path}); err != nil {
		t.Fatal(err)
	}
	if refusal := s.submit(t, account, "sales@example.co.jp", s.roots); refusal != nil {
		t.Fatal(refusal)
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	published := func(name string) ([]string, error) {
		if name != "k1._domainkey.example.jp" {
			t.Errorf("the key is looked for at %s", name)
		}
		return []string{"v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(public)}, nil
	}
	verify := func(letter string) []*dkim.Verification {
		found, err := dkim.VerifyWithOptions(strings.NewReader(letter), &dkim.VerifyOptions{LookupTXT: published})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	letter := s.letters[0]
	found := verify(letter)
	if len(found) != 1 || found[0].Err != nil || found[0].Domain != "example.jp" {
		t.Fatalf("the signature: %+v in\n%s", found, letter)
	}
	for _, name := range []string{"List-Unsubscribe", "List-Unsubscribe-Post", "Subject"} {
		if !strings.Contains(strings.ToLower(strings.Join(found[0].HeaderKeys, " ")), strings.ToLower(name)) {
			t.Errorf("%s is not signed: %v", name, found[0].HeaderKeys)
		}
	}
	forged := strings.Replace(letter, "id=3Dn", "id=3Dm", 1)
	if forged == letter {
		forged = strings.Replace(letter, "stop?id=n", "stop?id=m", 1)
	}
	if found := verify(forged); found[0].Err == nil {
		t.Error("a letter that was changed on its way passes")
	}
}

func TestKeysThatAreNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dkim.pem")
	if _, err := ReadSignature(config.Mail{From: "a@example.jp", DKIMKey: path}); err == nil || !strings.Contains(err.Error(), "dkim_key") {
		t.Errorf("a file that is missing: %v", err)
	}
	for _, text := range []string{"no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadSignature(config.Mail{From: "a@example.jp", DKIMKey: path}); err == nil || !strings.Contains(err.Error(), "holds no") {
			t.Errorf("%q: %v", text, err)
		}
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(curve)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadSignature(config.Mail{From: "a@example.jp", DKIMKey: path}); err == nil || !strings.Contains(err.Error(), "RSA or Ed25519") {
		t.Errorf("a key of ECDSA, with which no letter can be signed: %v", err)
	}
	if s, err := ReadSignature(config.Mail{}); s != nil || err != nil {
		t.Errorf("no key: %v, %v", s, err)
	}
}
