package store

import (
	"path/filepath"
	"testing"
)

func TestADrawerKeepsWhatIsPutIntoIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) map[string]string {
		t.Helper()
		found := map[string]string{}
		if err := s.Drawer(name).Each(func(key string, value []byte) error { found[key] = string(value); return nil }); err != nil {
			t.Fatal(err)
		}
		return found
	}
	if len(read("one")) > 0 {
		t.Error("a drawer that was never used holds something")
	}
	before := s.Generation()
	if err := s.Drawer("one").Put(map[string][]byte{"a": []byte("1"), "b": []byte("2")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Drawer("one").Put(map[string][]byte{"a": nil, "c": []byte("3")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := read("one"); len(got) != 2 || got["b"] != "2" || got["c"] != "3" || len(read("two")) > 0 {
		t.Errorf("the drawer holds %v", got)
	}
	if s.Generation() != before {
		t.Error("a drawer moved the generation of the records")
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
}
