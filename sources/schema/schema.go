// Package schema builds JSON Schema (draft 2020-12) for what yamlfile reads.
package schema

import (
	"maps"
	"slices"
)

// Part is a part of a JSON Schema.
type Part = map[string]any

// Object is a mapping with these keys and no others. A key without a value is as good as absent.
func Object(description string, properties Part, required ...string) Part {
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		properties[key] = orNull(properties[key].(Part))
	}
	o := Part{"description": description, "type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func orNull(s Part) Part {
	null := Part{"type": "null"}
	switch kind := s["type"].(type) {
	case string:
		s["type"] = []string{kind, "null"}
	case []string:
		s["type"] = append(slices.Clone(kind), "null")
	default:
		if all, ok := s["anyOf"].([]any); ok {
			s["anyOf"] = append(slices.Clone(all), null)
		}
	}
	return s
}

// Text is a text; description and example may be left out.
func Text(description, example string) Part {
	s := Part{"type": "string"}
	if description != "" {
		s["description"] = description
	}
	if example != "" {
		s["examples"] = []any{example}
	}
	return s
}

// YesNo is true or false.
func YesNo(description string) Part {
	return Part{"description": description, "type": "boolean"}
}

// Whole is a whole number from least to most.
func Whole(description string, least, most int) Part {
	return Part{"description": description, "type": "integer", "minimum": least, "maximum": most}
}

// Choice is one of the words; any text where none are known.
func Choice(description string, words []string) Part {
	if len(words) == 0 {
		return Text(description, "")
	}
	return Part{"description": description, "anyOf": []any{Part{"enum": words}}}
}

// Texts is one of something, or a list of them.
func Texts(description string, one Part) Part {
	return Part{"description": description, "anyOf": []any{one, Part{"type": "array", "items": one}}}
}
