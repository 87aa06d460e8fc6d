package declaration

import (
	"maps"
	"slices"
	"testing"

	"koubo/sources/schema"
	"koubo/sources/yamlfile"
)

// TestSourceSchemaKnowsEveryKey compares the schema with the tables that sources are read by.
func TestSourceSchemaKnowsEveryKey(t *testing.T) {
	sameKeys(t, Schema(Vocabulary{}), sourceFields)
	sameKeys(t, selectorSchema(), selectorFields)
}

func sameKeys[T any](t *testing.T, of schema.Part, fields yamlfile.Fields[*Document, T]) {
	t.Helper()
	var want []string
	for _, f := range fields {
		want = append(want, f.Key)
	}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(of["properties"].(schema.Part))); !slices.Equal(got, want) {
		t.Errorf("the schema has %v, files have %v", got, want)
	}
}
