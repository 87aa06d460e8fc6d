package pdf

import "testing"

// BenchmarkText reads one document of one page, the sandbox running.
func BenchmarkText(b *testing.B) {
	data, reader := schedule(b), newTestReader(b)
	for b.Loop() {
		if _, err := reader.Text(b.Context(), "", data, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkStart starts and ends a sandbox, its code on disk.
func BenchmarkStart(b *testing.B) {
	data, reader := schedule(b), newTestReader(b)
	for b.Loop() {
		if _, err := reader.Text(b.Context(), "", data, 0); err != nil {
			b.Fatal(err)
		}
		reader.Close()
	}
}
