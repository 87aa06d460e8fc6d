package opportunity

import "testing"

func FuzzCanonicalURL(f *testing.F) {
	f.Add("https://a.jp:443/x/../y?utm_source=1#f")
	f.Add("http://a.jp/%zz;jsessionid=1")
	f.Fuzz(func(t *testing.T, raw string) {
		if once := CanonicalURL(raw); CanonicalURL(once) != once {
			t.Errorf("%q is not stable: %q", raw, once)
		}
	})
}
