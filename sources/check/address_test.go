package check

import (
	"strings"
	"testing"
)

// TestSeveralAddressesAreToldFromOneWithCommas: an address may hold commas, and another address, in its query.
func TestSeveralAddressesAreToldFromOneWithCommas(t *testing.T) {
	for address, several := range map[string]bool{
		"https://a.jp/list?ids=1,2&back=https://b.jp/":           false,
		"https://a.jp/x;v=1?next=https://b.jp/":                  false,
		"https://web.archive.example/2026,1/https://a.jp/":       false,
		"https://a.jp/,https://b.jp/":                            true,
		"https://a.jp/ https://b.jp/":                            true,
		"https://a.jp/、https://b.jp/":                            true,
		"https://a.jp/list?ids=1,2&x=3 ; http://b.jp/?y=1":       true,
		"https://a.jp/one, https://b.jp/two、　https://c.jp/three": true,
	} {
		err := URL(address)
		if got := err != nil && strings.Contains(err.Error(), "several addresses"); got != several || !several && err != nil {
			t.Errorf("%s: %v, want several addresses: %t", address, err, several)
		}
	}
}
